/** After a build: writes each text file of `web/dist` compressed beside itself, so that serving costs nothing. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '../web/dist')
const worthwhileBytes = 1024
const isText = /\.(js|css|html|svg|json)$/

for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (!isText.test(name)) continue
  const bytes = readFileSync(join(dist, name))
  if (bytes.length < worthwhileBytes) continue
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes))
}
