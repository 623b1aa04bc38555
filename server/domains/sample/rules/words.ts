/** Building blocks of made-up names. No real company or person is meant. */
export const firstNames = words(
  'Otto Lea Jan June Carla Karim Farah Priya Sefa Elif Bram Tariq Hana Deniz Mikkel Nora Jonas Lena Rui Ines Pavel',
  'Anna Milan Greta Yusuf Clara Emil Freya Hugo Ida Jasper Katja Luca Maren Nils Olga Paul Rosa Stefan Tilda Umar',
  'Vera Wim Yara Zoe Adam Britt Cem Dana Erik Fleur Goran Helga Ivo Johanna Kurt Linus Mira Niko Oona Petra Quentin',
  'Renate Sami Thea Ugo Vito Wanda Xaver Yves Zeynep Alma Bela Cora Dario Edda Finn Gesa Henk Ilse Jette Kai Liv',
)
export const lastNames = words(
  'Brandt Moreau Jansen Okafor Tanaka Kaya Yilmaz Petrov Novak Silva Lindqvist Demir Aydin Haddad Santos Koch Pohl',
  'Hoffmann Kurt Bauer Keller Wagner Becker Schulz Richter Klein Wolf Neumann Schwarz Zimmer Braun Krueger Hartmann',
  'Lange Werner Krause Lehmann Maier Fuchs Scholz Vogt Jung Hahn Roth Beck Lorenz Baumann Franke Albrecht Simon',
  'Ludwig Winter Kraus Martin Schumann Stein Jaeger Otto Sommer Seidel Heinrich Brand Haas Schreiber Graf Dietrich',
  'Ziegler Kuhn Kuhnert Pohlmann Engel Horn Busch Bergmann Voigt Sauer Arnold Wolff Pfeiffer Andersen Nielsen Virtanen',
  'Korhonen Visser Bakker Peeters Dubois Laurent Rossi Ricci Conti Costa Pereira Garcia Ruiz Kowalski Nowak Horvat',
)
export const companyFirstWords = words(
  'Kestrel Northwind Lumen Okta Halo Vektor Paloma Fjord Bright Tide Orchid Amber Basalt Cobalt Delta Ember Falken Gran',
  'Harbor Indigo Juniper Kiel Lark Maple Nimbus Opal Prisma Quarz Raven Sable Tundra Umbra Velvet Willow Xylo Yarrow',
  'Zephyr Alder Birch Cedar Drift Elder Flint Grove Heath Iris Jade Krone Linden Moor Nordic Oder Pine Quell Ridge Spree',
  'Thorn Ulmen Vale Weser Ahorn Bernstein Clover Dune Esker Fenn Glen Hazel Isar Jura Kobalt Laurel Merle Neckar Onyx',
)
export const companySecondWords = words(
  'Freight Foods Works Labs Robotics Mill Water Health Logistics Haulage Timber Steel Textiles Energy Packaging Retail',
  'Parcel Chemicals Dairy Breweries Machines Motors Optics Paper Pharma Plastics Shipping Tools Trading Transport',
)
export const legalForms = [...words('GmbH AG KG SE Ltd BV AB AS SA Oy'), 'GmbH', 'GmbH']
export const jobTitles: readonly string[] = [
  'Head of Logistics',
  'Plant Manager',
  'CFO',
  'COO',
  'Dispatcher',
  'Procurement',
  'Head of IT',
  'Controller',
  'Fleet Manager',
  'Managing Director',
  'Director, Operations',
  'Supply Chain Lead',
]
export const cities: readonly { readonly city: string; readonly country: string; readonly weight: number }[] =
  [
    place('Bremen', 'DE', 9),
    place('Hamburg', 'DE', 12),
    place('Berlin', 'DE', 12),
    place('Munich', 'DE', 9),
    place('Cologne', 'DE', 8),
    place('Leipzig', 'DE', 6),
    place('Vienna', 'AT', 6),
    place('Zurich', 'CH', 5),
    place('Rotterdam', 'NL', 7),
    place('Antwerp', 'BE', 4),
    place('Copenhagen', 'DK', 5),
    place('Gothenburg', 'SE', 5),
    place('Helsinki', 'FI', 3),
    place('Porto', 'PT', 4),
    place('Bilbao', 'ES', 5),
  ]
export const industries: readonly {
  readonly name: string
  readonly weight: number
  readonly quality: number
}[] = [
  industry('Freight', 26, 1.5),
  industry('Food', 18, 1.1),
  industry('Retail', 16, 0.8),
  industry('Manufacturing', 22, 1),
  industry('Health', 8, 0.7),
  industry('Energy', 10, 0.9),
]
export const landingPages: readonly string[] = [
  '/calculator',
  '/demo',
  '/guide/planning',
  '/webinar',
  '/pricing',
  '/customers',
  '/compare',
  '/blog/empty-runs',
]

function words(...lines: readonly string[]): string[] {
  return lines.join(' ').split(' ')
}

function place(city: string, country: string, weight: number) {
  return { city, country, weight }
}

function industry(name: string, weight: number, quality: number) {
  return { name, weight, quality }
}
