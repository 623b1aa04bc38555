/** Providers whose addresses say nothing about the company a person works for. */
const freemail: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com
  live.de live.fr live.nl live.co.uk msn.com outlook.de outlook.fr outlook.es yahoo.com yahoo.co.uk yahoo.de yahoo.fr
  yahoo.es yahoo.it yahoo.com.br yahoo.co.in yahoo.co.jp ymail.com rocketmail.com aol.com icloud.com me.com mac.com
  gmx.de gmx.net gmx.at gmx.ch gmx.com web.de freenet.de t-online.de arcor.de mail.de posteo.de mailbox.org
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr
  neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it telefonica.net terra.es terra.com.br uol.com.br
  bol.com.br ig.com.br sapo.pt mail.pt mail.ru yandex.ru yandex.com rambler.ru inbox.ru bk.ru list.ru ukr.net wp.pl
  o2.pl onet.pl interia.pl seznam.cz centrum.cz abv.bg rediffmail.com qq.com 163.com 126.com sina.com foxmail.com
  naver.com daum.net hanmail.net zoho.com fastmail.com hey.com mail.com email.com usa.com comcast.net verizon.net
  att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com sympatico.ca btinternet.com
  btopenworld.com sky.com talktalk.net virginmedia.com ntlworld.com bigpond.com optusnet.com.au xtra.co.nz telenet.be
  skynet.be ziggo.nl kpnmail.nl planet.nl bluewin.ch hispeed.ch sunrise.ch`.split(/\s+/),
)

/** Whether a domain belongs to a mail provider for everybody. */
export function isFreemail(domain: string): boolean {
  return freemail.has(domain)
}

/** All of them, for questions asked in SQL. */
export const freemailDomains: readonly string[] = [...freemail]
