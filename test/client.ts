/** A browser's worth of HTTP for tests: it keeps cookies, and signs in by itself when it was given credentials. */

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The parsed JSON, loosely typed because a test says what it expects. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test may take apart what it has just asked for.
  readonly body: any
}

type Credentials = { readonly email: string; readonly password: string }
type Head = Readonly<Record<string, string>>

export class Client {
  readonly #address: string
  readonly #credentials: Credentials | undefined
  readonly #headers: Head
  readonly #cookies = new Map<string, string>()
  #signedIn: Promise<unknown> | undefined

  constructor(address: string, credentials?: Credentials, headers: Head = {}) {
    this.#address = address
    this.#credentials = credentials
    this.#headers = headers
  }

  get = (path: string, headers?: Head): Promise<Answer> => this.request('GET', path, { headers })
  post = (path: string, body?: unknown): Promise<Answer> => this.request('POST', path, { body })
  put = (path: string, body?: unknown): Promise<Answer> => this.request('PUT', path, { body })
  patch = (path: string, body?: unknown): Promise<Answer> => this.request('PATCH', path, { body })
  delete = (path: string): Promise<Answer> => this.request('DELETE', path)

  async request(
    method: string,
    path: string,
    parts: { body?: unknown; headers?: Head } = {},
  ): Promise<Answer> {
    const answer = await this.open(method, path, parts)
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    }
  }

  /** The answer before its body was read, for streams. */
  async open(
    method: string,
    path: string,
    { body, headers, signal }: { body?: unknown; headers?: Head; signal?: AbortSignal } = {},
  ): Promise<Response> {
    if (this.#credentials !== undefined) await (this.#signedIn ??= this.#signIn(this.#credentials))
    return this.#send(method, path, { body, headers, signal })
  }

  /** The cookies as the browser would send them. */
  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async #signIn(credentials: Credentials): Promise<void> {
    const answer = await this.#send('POST', '/api/v1/session', { body: credentials })
    if (!answer.ok)
      throw new Error(`${credentials.email} cannot sign in: ${answer.status} ${await answer.text()}`)
    await answer.arrayBuffer()
  }

  async #send(
    method: string,
    path: string,
    {
      body,
      headers,
      signal,
    }: { body?: unknown; headers?: Head | undefined; signal?: AbortSignal | undefined },
  ): Promise<Response> {
    const isForm = body instanceof FormData
    const answer = await fetch(this.#address + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.#cookies.size > 0 ? { cookie: this.cookie() } : {}),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...this.#headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))
    if (gone) this.#cookies.delete(pair.slice(0, at))
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
