import type { RecordKind } from '../../../../contract/intake.ts'

/**
 * What fields are called: for each field of each kind of record the headings that mean it, as lower-case words
 * without accents (see wordsOf), in English, German, French, Spanish and Portuguese. The first words are the
 * surest; `*` at the end stands for "begins with".
 */
type Words = Readonly<Record<string, string>>

const person: Words = {
  firstName:
    'first name|firstname|given name|forename|vorname|prenom|nombre|nombre de pila|primeiro nome|nome proprio|contact first name',
  lastName:
    'last name|lastname|surname|family name|nachname|familienname|nom|nom de famille|apellido|apellidos|sobrenome|apelido|ultimo nome|contact last name',
  name: 'full name|name|contact name|person name|contact|ansprechpartner|kontakt|kontaktname|vollstandiger name|nom complet|contact person|nombre completo|nome completo|nome|customer name|kundenname',
  email:
    'email|e mail|mail|email address|e mail address|work email|business email|emailadresse|e mail adresse|mailadresse|adresse e mail|adresse email|adresse mail|courriel|correo|correo electronico|direccion de correo electronico|endereco de email|person email*|primary email|email 1|email 2|email work|email personal|additional email*|secondary email|private email',
  phone:
    'phone|phone number|telephone|telephone number|tel|telefon|telefonnummer|rufnummer|numero de telephone|telefono|numero de telefono|telefone|work phone|business phone|person phone*|office phone|direct phone|phone 1|phone 2|festnetz',
  mobile:
    'mobile|mobile phone|mobile phone number|cell|cell phone|mobil|mobilnummer|handy|mobiltelefon|portable|telephone portable|movil|celular|telemovel|mobile number',
  title:
    'job title|jobtitle|title|position|role|funktion|berufsbezeichnung|stelle|poste|fonction|intitule du poste|cargo|puesto|titulo|job function|designation',
  accountName:
    'company|company name|account name|account|organization|organisation|organization name|firma|firmenname|unternehmen|unternehmensname|societe|entreprise|nom de l entreprise|empresa|nombre de la empresa|nome da empresa|associated company|employer|arbeitgeber|business name|primary company|company account|compania|kunde',
  accountExternalId:
    'account id|company id|organization id|associated company id|associated company ids|firmen id|primary associated company id',
  accountDomain:
    'website|company domain|company domain name|company website|website url|domain|web|webseite|internetseite|homepage|site web|sitio web|pagina web|url',
  city: 'city|town|ort|stadt|wohnort|ville|ciudad|cidade|mailing city|billing city|location city|office location',
  country: 'country|country region|country code|land|pays|pais|mailing country|billing country|nation',
  language: 'language|preferred language|sprache|langue|idioma|lingua|locale',
}

const owner: Words = {
  ownerName:
    'owner|owner name|contact owner|deal owner|account owner|company owner|opportunity owner|lead owner|sales agent|sales rep|sales representative|salesperson|account executive|account manager|rep|assigned to|responsible|besitzer|zustandig|verantwortlich|betreuer|vertriebsmitarbeiter|proprietaire|responsable|commercial|propietario|vendedor|comercial|proprietario|hubspot owner|sr id',
  ownerExternalId: 'owner id|hubspot owner id|ownerid|owner external id|besitzer id',
}

const created: Words = {
  createdAt:
    'created at|created|created date|create date|createdate|creation date|date created|date added|added on|added|erstellt|erstellt am|erstelldatum|angelegt am|anlagedatum|date de creation|cree le|fecha de creacion|creado|data de criacao|criado em|signup date|signed up|registered at|registration date|customer since|kunde seit',
}

const origin: Words = {
  origin:
    'origin|lead source|source|original source|original traffic source|latest source|herkunft|quelle|leadquelle|lead quelle|origine|source du lead|origen|fuente|origem|fonte|acquisition channel|how did you hear about us|traffic source|channel|original source type',
}

const utm: Words = {
  source: 'utm source|source|traffic source|quelle|fuente|fonte',
  medium: 'utm medium|medium|moyen|medio|meio',
  campaign:
    'utm campaign|campaign|campaign name|kampagne|kampagnenname|campagne|nom de la campagne|campana|nombre de la campana|campanha|last campaign|first campaign',
}

const segment: Words = {
  segment:
    'segment|customer segment|business segment|market segment|tier|kundensegment|segmento|zielgruppe|account segment',
}

const deleted: Words = {
  isDeleted: 'is deleted|fivetran deleted|deleted|isdeleted|hs is deleted|airbyte deleted|geloscht',
}

/** Headings by field, for each kind of record. */
export const fieldWords: Readonly<Record<RecordKind, Words>> = {
  contact: {
    externalId:
      'contact id|record id|id|person id|external id|customer id|kunden id|kundennummer|kontakt id|customer number|client id|user id|userid|datensatz id|id de registro|numero client|vid|object id|hs object id|crm id|record id contact',
    ...person,
    ...origin,
    lifecycle:
      'lifecycle stage|lifecyclestage|lifecycle|status|contact status|lifecycle phase|lebenszyklusphase|phase du cycle de vie|etapa del ciclo de vida|lead status|contact stage',
    ...owner,
    ...created,
    ...deleted,
  },
  account: {
    externalId:
      'account id|company id|record id|id|organization id|external id|firmen id|kundennummer|customer number|datensatz id|account number|record id company',
    name: 'account name|account|company name|company|name|organization name|organization|organisation|firma|firmenname|unternehmen|unternehmensname|societe|entreprise|raison sociale|nom de l entreprise|empresa|nombre de la empresa|razon social|nome da empresa|business name|customer|kunde|client',
    domain:
      'domain|website|company domain name|company domain|web|url|webseite|homepage|internetseite|site web|sitio web|pagina web|website url|company website',
    industry:
      'industry|sector|branche|industrie|secteur|secteur d activite|industria|sector industrial|setor|vertical|business type',
    employees:
      'employees|number of employees|employee count|numberofemployees|company size|size|headcount|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|mitarbeiteranzahl|effectif|nombre d employes|empleados|numero de empleados|funcionarios|numero de funcionarios',
    annualRevenue:
      'annual revenue|revenue|annualrevenue|turnover|umsatz|jahresumsatz|chiffre d affaires|ca|ingresos|ingresos anuales|facturacion|receita anual|faturamento',
    phone: 'phone|phone number|telephone|telefon|telefonnummer|telefono|telefone|tel',
    city: 'city|town|ort|stadt|ville|ciudad|cidade|billing city|shipping city',
    country:
      'country|country region|land|pays|pais|billing country|office location|headquarters|location|hq country',
    parentName:
      'parent account|parent company|parent|parent account name|subsidiary of|muttergesellschaft|mutterunternehmen|konzern|ubergeordnetes unternehmen|societe mere|empresa matriz|ultimate parent',
    parentExternalId: 'parent id|parent account id|parent company id',
    ...segment,
    ...owner,
    ...created,
    ...deleted,
  },
  lead: {
    externalId:
      'lead id|mql id|prospect id|record id|id|external id|lead number|leadnummer|enquiry id|inquiry id',
    contactExternalId: 'contact id|customer id|person id',
    ...person,
    ...origin,
    landingPage:
      'landing page|landing page id|landing page url|first page|first page seen|zielseite|page de destination|pagina de destino|pagina de aterrizaje|entry page',
    stage:
      'stage|lead status|status|lead stage|lifecycle stage|lifecyclestage|lifecycle|phase|leadstatus|statut|etape|estado|etapa|funnel stage|converted',
    enteredAt:
      'first contact date|first contact|entered at|entered|lead created|lead created date|created at|created|created date|create date|createdate|enquiry date|inquiry date|date created|creation date|erstkontakt|erster kontakt|eingang|eingangsdatum|erstellt|erstellt am|erstelldatum|premier contact|date de creation|primer contacto|fecha de creacion|primeiro contato|data de criacao|date added|signup date|submitted at|received at|first seen|first touch|first touch date',
    wonAt:
      'won date|won at|won on|won|closed won date|customer since|became a customer date|conversion date|converted at|converted date|converted on|gewonnen am|abschlussdatum|date de conversion|fecha de conversion|data de conversao|close date|closed at|date won',
    lostAt: 'lost date|lost at|lost on|disqualified date|disqualified at|verloren am|date lost',
    lostReason:
      'lost reason|reason lost|disqualification reason|disqualified reason|unqualified reason|verlustgrund|motif de perte|motivo de perdida|motivo da perda',
    ...owner,
    sdrName:
      'sdr|sdr name|sdr id|bdr|sales development rep|sales development representative|qualified by|inside sales',
    ...segment,
    ...utm,
    ...deleted,
  },
  deal: {
    externalId:
      'deal id|opportunity id|record id|id|external id|opp id|deal number|opportunity number|order id|record id deal|verkaufschancen id',
    name: 'deal name|opportunity name|deal|opportunity|name|deal title|title|dealname|verkaufschance|deal bezeichnung|bezeichnung|nom de la transaction|opportunite|nom de l opportunite|nombre del negocio|nombre del trato|negocio|nome do negocio|oportunidad|oportunidade',
    accountName: person['accountName'] ?? '',
    accountExternalId: person['accountExternalId'] ?? '',
    contactEmail: 'contact email|email|e mail|primary contact email|customer email|person email*|buyer email',
    contactExternalId:
      'contact id|associated contact id|associated contact ids|customer id|primary contact id|person id',
    contactName:
      'contact name|contact|primary contact|associated contact|contact person|person name|ansprechpartner|customer|customer name|buyer',
    leadExternalId: 'lead id|mql id|converted lead id|originating lead',
    ...owner,
    product: 'product|product name|produkt|produit|producto|produto|item|product line|sku|plan|produktname',
    pipeline: 'pipeline|sales pipeline|deal pipeline|pipeline name|pipeline id|tunnel|embudo|funil',
    stage:
      'deal stage|stage|stage name|dealstage|opportunity stage|sales stage|status|phase|verkaufsphase|vertriebsphase|deal phase|etape|phase de la transaction|etapa|etapa del negocio|etapa do negocio|fase|deal status',
    amount:
      'amount|deal value|value|deal amount|close value|opportunity amount|total amount|revenue|price|betrag|wert|auftragswert|deal wert|summe|volumen|umsatz|montant|valeur|importe|monto|valor|cantidad|total|contract value|tcv|acv|arr|order value|deal size',
    currency:
      'currency|currency code|deal currency|wahrung|devise|moneda|moeda|divisa|currency iso code|amount currency',
    openedAt:
      'opened at|open date|engage date|created at|created|created date|create date|createdate|date created|start date|opened on|erstellt|erstellt am|erstelldatum|date de creation|fecha de creacion|data de criacao|opportunity created|add time',
    closedAt:
      'close date|closed at|closed date|closedate|closed on|date closed|won date|won time|converted at|abschlussdatum|schlusstermin|geschlossen am|abgeschlossen am|date de fermeture|date de cloture|fecha de cierre|data de fechamento|closing date|order date|purchase date|bestelldatum',
    lostReason:
      'lost reason|closed lost reason|loss reason|reason lost|verlustgrund|absagegrund|motif de perte|motivo de perdida|motivo da perda|reason for loss',
    campaign: 'campaign|campaign name|primary campaign source|kampagne|campagne|campana|campanha',
    ...origin,
    ...deleted,
  },
  touch: {
    externalId:
      'touch id|session id|event id|activity id|id|engagement id|visit id|interaction id|conversion id|record id',
    contactExternalId:
      'contact id|customer id|person id|user id|visitor id|client id|lead id|who id|anonymous id',
    email: person['email'] ?? '',
    phone: person['phone'] ?? '',
    occurredAt:
      'occurred at|timestamp|started at|time|date time|datetime|event time|event date|activity date|visited at|session start|date|created at|created|sent at|opened at|clicked at|submitted at|zeitpunkt|datum|zeitstempel|date heure|fecha|fecha y hora|data|start time|due date|happened at|interaction date|session date',
    endedAt: 'ended at|end time|finished at|session end|ende|completed at',
    kind: 'touch kind|kind|type|activity type|event type|event|event name|interaction type|engagement type|action|aktivitat|art|aktivitatstyp|type d activite|tipo|tipo de actividad|touch type',
    channel:
      'channel|channel group|default channel group|marketing channel|kanal|canal|default channel grouping',
    ...utm,
    page: 'page|page url|url|landing page|page path|page title|seite|pagina|referrer url|location',
    asset:
      'asset|form|form name|file|content|email name|subject|title|formular|betreff|formulaire|formulario|document|email subject',
    value: 'value|revenue|amount|wert|valeur|valor|conversion value',
    ...deleted,
  },
  campaign: {
    externalId: 'campaign id|id|record id|external id|kampagnen id',
    name: 'campaign name|campaign|name|kampagne|kampagnenname|campagne|nom de la campagne|campana|nombre de la campana|campanha|nome da campanha|title',
    channel: 'channel|medium|platform|kanal|canal|network|plattform',
    type: 'type|campaign type|objective|typ|kampagnentyp|tipo|type de campagne|ziel',
    startsOn:
      'start date|starts on|start|start time|from|beginn|startdatum|date de debut|fecha de inicio|data de inicio|started on|launch date',
    endsOn: 'end date|ends on|end|until|to|ende|enddatum|date de fin|fecha de fin|data de fim|finished on',
    budget:
      'budget|planned budget|budgeted cost|campaign budget|presupuesto|orcamento|total budget|kosten geplant',
    currency: 'currency|currency code|wahrung|devise|moneda|moeda',
    status: 'status|campaign status|state|is active|statut|estado',
    ...owner,
  },
  spend: {
    campaign:
      'campaign|campaign name|utm campaign|kampagne|kampagnenname|campagne|nom de la campagne|campana|nombre de la campana|campanha|ad campaign|campaign group name',
    campaignExternalId: 'campaign id|kampagnen id|ad campaign id',
    channel: 'channel|platform|network|kanal|canal|plattform|advertising channel|publisher',
    source: 'utm source|source|ad source|quelle|fuente|fonte|data source',
    medium: 'utm medium|medium|moyen|medio|meio',
    day: 'day|date|date day|spend date|tag|datum|jour|date du jour|dia|fecha|data|reporting starts|reporting date|start date|berichtsstart',
    amount:
      'spend|cost|amount spent*|amount|total spent|spent|ad spend|costs|kosten|ausgaben|ausgegebener betrag*|cout|couts|depense|depenses|montant depense*|coste|gasto|importe gastado*|custo|valor gasto*|media cost|investment',
    currency:
      'currency|currency code|wahrung|wahrungscode|devise|code de devise|moneda|moeda|account currency',
    impressions: 'impressions|impr|impressionen|impresiones|impressoes|views',
    clicks: 'clicks|link clicks|klicks|clics|cliques|clicks all',
  },
  member: {
    externalId:
      'owner id|user id|member id|employee id|id|external id|mitarbeiter id|personalnummer|agent id',
    name: 'sales agent|name|full name|owner name|owner|user|user name|employee|agent|sales rep|sales representative|rep|mitarbeiter|vertriebsmitarbeiter|commercial|vendedor|member|agent name|team member|nom complet|nombre completo',
    firstName: person['firstName'] ?? '',
    lastName: person['lastName'] ?? '',
    email: 'email|e mail|mail|email address|e mail adresse|user email|owner email|correo|courriel',
    team: 'team|team name|department|abteilung|equipe|equipo|time|departamento|sales team|group|main team',
    manager:
      'manager|manager name|supervisor|team lead|reports to|vorgesetzter|leiter|teamleiter|responsable|gerente|jefe|gestor|team manager',
    region:
      'regional office|region|office|territory|niederlassung|standort|gebiet|buro|bureau|territoire|oficina|escritorio|location|regiao',
    createdAt: 'created at|created|created date|erstellt am|hire date',
  },
  product: {
    externalId: 'product id|sku|id|product code|item number|artikelnummer|produkt id|reference|codigo',
    name: 'product|product name|name|produkt|produktname|produit|nom du produit|producto|nombre del producto|produto|nome do produto|item|artikel|bezeichnung',
    series: 'series|product line|product family|category|produktlinie|serie|kategorie|gamme|familia|linea',
    price:
      'sales price|price|list price|unit price|preis|listenpreis|verkaufspreis|prix|prix de vente|precio|precio de venta|preco|preco de venda',
    currency: 'currency|currency code|wahrung|devise|moneda|moeda',
  },
  stage: {
    externalId: 'stage id|id|record id',
    label: 'label|stage|stage name|name|phase|etape|etapa|display name',
    pipeline: 'pipeline|pipeline name|pipeline id|pipeline label',
    position: 'display order|position|order|sort order|reihenfolge|ordre|orden|ordem|sequence',
    probability:
      'probability|win probability|wahrscheinlichkeit|probabilite|probabilidad|probabilidade|default probability',
    isWon: 'closed won|is won|won|gewonnen',
    isClosed: 'is closed|closed|geschlossen',
    createdAt: 'created at|created|created date',
  },
  stageChange: {
    externalId: 'change id|history id|record id',
    dealExternalId: 'deal id|opportunity id',
    leadExternalId: 'lead id|mql id|contact id|prospect id',
    stage:
      'stage|stage name|to stage|new stage|new value|value|stage id|phase|etape|etapa|lifecycle stage|status',
    enteredAt:
      'date entered|entered at|entered on|entered|changed at|changed on|timestamp|created date|created at|date|since|start date|edit date|last modified',
    ownerName: 'changed by|edited by|created by|user|last modified by|owner',
    ...deleted,
  },
}
