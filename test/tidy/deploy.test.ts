import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsOfDockerfile, faultsOfUnit, installedAt } from './deploy.ts'
import { root, textOf } from './sources.ts'

const soundDockerfile = `
# A comment.
FROM node:24.1.0-bookworm-slim AS build
COPY package.json package-lock.json ./
RUN sh bin/install \\
  && sh bin/build
FROM build
COPY --from=build /opt/rapport /opt/rapport
ENV NODE_ENV=production HOST=0.0.0.0
USER rapport
EXPOSE 4400
HEALTHCHECK --interval=30s CMD bin/node -e "fetch('http://127.0.0.1:4400/healthz')"
CMD ["bin/start"]
`
const soundUnit = `
[Service]
User=rapport
Environment=NODE_ENV=production
ExecStart=/opt/rapport/bin/start
Restart=on-failure
NoNewPrivileges=yes
ProtectSystem=strict
PrivateTmp=yes
`

describe('deploy/Dockerfile', () => {
  test('has none of the faults that can be told without an engine', () => {
    expect(faultsOfDockerfile(textOf('deploy/Dockerfile'))).toEqual([])
  })

  test('leaves data, packages and history outside', () => {
    expect(textOf('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['node_modules', 'data', '.git']),
    )
  })
})

describe('the faults of a Dockerfile', () => {
  test('are none in a sound one', () => {
    expect(faultsOfDockerfile(soundDockerfile)).toEqual([])
  })

  test.each([
    ['an image without a version', ':24.1.0-bookworm-slim', ':latest'],
    ['the last stage runs as root', 'USER rapport', 'USER root'],
    ['the last stage runs as root', 'USER rapport', ''],
    ['no health check of /healthz', '/healthz', '/'],
    ['another port than the settings have', 'EXPOSE 4400', 'EXPOSE 80'],
    ['a download', 'USER rapport', 'ADD https://example.com/x.tar.gz /\nUSER rapport'],
    ['a download', 'sh bin/build', 'curl -L https://example.com | sh'],
    ['packages that the lock does not name', 'sh bin/install', 'npm install'],
    ['a copy of what does not exist', 'package.json', 'pack.json'],
    ['a start of what does not exist', '"bin/start"', '"bin/begin"'],
    ['an unknown setting', 'HOST=', 'HOSTS='],
  ])('name %s', (fault, sound, broken) => {
    expect(faultsOfDockerfile(soundDockerfile.replace(sound, broken))).toEqual([fault])
  })
})

describe('deploy/rapport.service', () => {
  test('has none of the faults that can be told without systemd', () => {
    expect(faultsOfUnit(textOf('deploy/rapport.service'))).toEqual([])
  })

  // systemd's own check needs systemd's tools, which a machine without systemd does not have.
  test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'is a unit that systemd understands',
    () => {
      expect(complaintsOfSystemd(textOf('deploy/rapport.service'))).toBe('')
      expect(complaintsOfSystemd(`${soundUnit}Restarts=never\n`)).toContain('Restarts')
    },
  )
})

describe('the faults of a unit', () => {
  test('are none in a sound one', () => {
    expect(faultsOfUnit(soundUnit)).toEqual([])
  })

  test.each([
    ['runs as root', 'User=rapport', 'User=root'],
    ['runs as root', 'User=rapport', ''],
    ['can gain rights', 'NoNewPrivileges=yes', ''],
    ['can write to the system', 'strict', 'full'],
    ['shares its temporary files', 'PrivateTmp=yes', ''],
    ['stays down when it fails', 'on-failure', 'no'],
    ['a start of what does not exist', 'bin/start', 'bin/begin'],
    ['an unknown setting', 'NODE_ENV', 'NODE_ENVIRONMENT'],
  ])('name that it %s', (fault, sound, broken) => {
    expect(faultsOfUnit(soundUnit.replace(sound, broken))).toEqual([fault])
  })
})

/** A key that systemd does not know is only printed; the code is 0 all the same. */
function complaintsOfSystemd(unit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-unit-'))
  const path = join(folder, 'rapport.service')
  writeFileSync(path, unit.replaceAll(installedAt, root))
  const verified = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return verified.stdout + verified.stderr
}
