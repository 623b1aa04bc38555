import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { settingsTable } from '../../server/platform/settings.ts'
import { root } from './sources.ts'

/** Where the unit expects the project to lie. */
export const installedAt = '/opt/rapport'

const settings = new Set([...settingsTable().matchAll(/^\| `([A-Z_]+)`/gm)].map((found) => found[1]!)).add(
  'NODE_ENV',
)
const port = /`PORT` \| `(\d+)`/.exec(settingsTable())?.[1] ?? ''

type Instruction = { readonly word: string; readonly rest: string }
type Check = readonly [fault: string, found: boolean]

/** What is wrong with a Dockerfile, as far as can be told where no engine builds it. */
export function faultsOfDockerfile(text: string): string[] {
  const instructions = instructionsOf(text)
  const all = (word: string) => instructions.filter((each) => each.word === word).map((each) => each.rest)
  const last = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'))
  const user = last.findLast(({ word }) => word === 'USER')?.rest ?? 'root'
  return faults([
    ['an image without a version', all('FROM').length === 0 || looseImages(all('FROM')).length > 0],
    ['the last stage runs as root', /^(root|0)\b/.test(user)],
    ['no health check of /healthz', !/CMD .*\/healthz/.test(all('HEALTHCHECK').join(' '))],
    ['another port than the settings have', all('EXPOSE').join(' ') !== port],
    ['a download', all('ADD').length > 0 || all('RUN').some((command) => /\b(curl|wget)\b/.test(command))],
    [
      'packages that the lock does not name',
      all('RUN').some((command) => /npm (i|install|add)\b/.test(command)),
    ],
    ['a copy of what does not exist', copied(all('COPY')).some((path) => !isHere(path))],
    ['a start of what does not exist', !startsWhatExists(all('CMD'), all('WORKDIR').at(-1))],
    ['an unknown setting', namesSet(all('ENV')).some((name) => !settings.has(name))],
  ])
}

/** What is wrong with a unit of systemd, beside what systemd says itself. */
export function faultsOfUnit(text: string): string[] {
  const valuesOf = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map((found) => found[1]!)
  const is = (name: string, value: string) => valuesOf(name).at(-1) === value
  const started = valuesOf('ExecStart')
    .flatMap((line) => line.split(' '))
    .filter((word) => word.startsWith(installedAt))
    .map((path) => path.slice(installedAt.length + 1))
  return faults([
    ['runs as root', !is('DynamicUser', 'yes') && /^(root)?$/.test(valuesOf('User').at(-1) ?? '')],
    ['can gain rights', !is('NoNewPrivileges', 'yes')],
    ['can write to the system', !is('ProtectSystem', 'strict')],
    ['shares its temporary files', !is('PrivateTmp', 'yes')],
    ['stays down when it fails', !/^(on-failure|always)$/.test(valuesOf('Restart').at(-1) ?? '')],
    ['a start of what does not exist', started.length === 0 || !started.every(isHere)],
    ['an unknown setting', namesSet(valuesOf('Environment')).some((name) => !settings.has(name))],
  ])
}

function faults(checks: Check[]): string[] {
  return checks.filter(([, found]) => found).map(([fault]) => fault)
}

/** The instructions of a Dockerfile, with lines that were broken joined and comments left out. */
function instructionsOf(text: string): Instruction[] {
  return text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null)
    .map(([, word = '', rest = '']) => ({ word, rest: rest.trim() }))
}

function looseImages(from: string[]): string[] {
  const stages = new Set(from.map((line) => / AS (\S+)/i.exec(line)?.[1]))
  const images = from.map((line) => line.replace(/^--\S+ /, '').split(' ')[0]!)
  return images.filter((image) => !stages.has(image) && !/:\d+\.\d+[\w.-]*$|@sha256:/.test(image))
}

function copied(lines: string[]): string[] {
  return lines
    .filter((line) => !line.includes('--from='))
    .flatMap((line) =>
      line
        .split(/\s+/)
        .filter((word) => !word.startsWith('--'))
        .slice(0, -1),
    )
}

function startsWhatExists([command]: string[], folder = installedAt): boolean {
  const words = command?.startsWith('[') ? (JSON.parse(command) as string[]) : []
  const files = words.filter((word) => word.includes('/')).map((word) => word.replace(`${folder}/`, ''))
  return files.length > 0 && files.every(isHere)
}

function namesSet(lines: string[]): string[] {
  return lines.flatMap((line) => [...line.matchAll(/(\w+)=/g)].map((found) => found[1]!))
}

function isHere(path: string): boolean {
  return existsSync(join(root, path))
}
