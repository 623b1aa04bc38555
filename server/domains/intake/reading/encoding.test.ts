import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decoded, detectEncoding } from './encoding.ts'
import type { Source } from './source.ts'
import { bytesSource } from './source.ts'

const german =
  'Name;Straße;Ort\r\nJürgen Müller;Große Allee 5;München\r\nAnneke Größe;Süßweg 7;Köln\r\nÖzlem Ärmel;Übergasse;Würzburg\r\n'
const french =
  'Nom,Prénom,Société\nLefèvre,Hélène,Crêperie Noël\nGarçon,François,Château Élysée\nBénard,Zoé,Hôtel où rêver\n'
const polish =
  'Imię;Nazwisko;Miasto\nŁukasz;Wiśniewski;Łódź\nZbigniew;Żółć;Kraków\nAgnieszka;Świątek;Gdańsk\nJarosław;Kaczyński;Częstochowa\n'
const russian = 'Имя;Город\nИван Петров;Москва\nАнна Сидорова;Санкт-Петербург\nОльга Кузнецова;Новосибирск\n'
const japanese =
  '名前,会社,都市\n山田太郎,株式会社東京商事,東京\n鈴木花子,大阪電気工業,大阪\n佐藤一郎,北海道食品,札幌\nあいうえおかきくけこ,さしすせそ,たちつてと\n'.repeat(
    3,
  )

async function textOf(source: Source, encoding: string): Promise<string> {
  let text = ''
  for await (const piece of decoded(source, encoding)) text += piece
  return text
}

const written: readonly (readonly [string, string, string])[] = [
  ['German in UTF-8', german, 'utf8'],
  ['German in Windows-1252', german, 'windows-1252'],
  ['French in Latin-1', french, 'iso-8859-1'],
  ['German on an old Mac', german, 'macintosh'],
  ['French on an old Mac', french, 'macintosh'],
  ['Polish in Windows-1250', polish, 'windows-1250'],
  ['Russian in Windows-1251', russian, 'windows-1251'],
  ['Japanese in Shift-JIS', japanese, 'shift_jis'],
  ['Japanese in EUC-JP', japanese, 'euc-jp'],
  ['Japanese in UTF-8', japanese, 'utf8'],
  ['German in UTF-16 without a mark', german, 'utf-16le'],
  ['German in big-endian UTF-16 without a mark', german, 'utf-16be'],
]

describe('a file is read in the encoding it was written in', () => {
  test.each(written)('%s', async (_name, text, encoding) => {
    const source = bytesSource(iconv.encode(text, encoding))
    expect(await textOf(source, await detectEncoding(source))).toBe(text)
  })

  test.each(['utf8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    '%s with a byte order mark',
    async (encoding) => {
      const source = bytesSource(iconv.encode(german, encoding, { addBOM: true }))
      expect(await textOf(source, await detectEncoding(source))).toBe(german)
    },
  )
})

test('one umlaut far behind a megabyte of plain letters still decides', async () => {
  const text = `${'plain,letters\n'.repeat(100_000)}Müller,Köln\n`
  expect(await detectEncoding(bytesSource(iconv.encode(text, 'windows-1252')))).toBe('windows-1252')
  expect(await detectEncoding(bytesSource(Buffer.from(text)))).toBe('utf8')
})

test('a damaged place does not turn UTF-8 into something else', async () => {
  const bytes = Buffer.concat([Buffer.from(german.repeat(5)), Buffer.from([0xff]), Buffer.from(german)])
  expect(await detectEncoding(bytesSource(bytes))).toBe('utf8')
})

test('a character torn between two chunks is read whole', async () => {
  const bytes = Buffer.from('Zoë 日本 🙂')
  const source: Source = {
    size: bytes.length,
    async *open() {
      for (const byte of bytes) yield Uint8Array.of(byte)
    },
  }
  expect(await textOf(source, 'utf8')).toBe('Zoë 日本 🙂')
})

test('pure ASCII is UTF-8', async () => {
  expect(await detectEncoding(bytesSource(Buffer.from('a,b\n1,2\n')))).toBe('utf8')
})
