"""What agencies call their columns, in English, Spanish and HTCDS 2.0, field by field.

Every phrase is written as `sheets.phrases.phrase()` leaves it: lower case, no accents, no marks.
"""

from safetynet.referrals.sheets.fields import Field

_WRITTEN = {
    Field.FIRST_NAME: """first name|firstname|first|given name|given names|forename|forenames|fname
        |f name|first nm|name first|legal first name|christian name|nombre de pila|primer nombre
        |nombre s|nombres|prs first name""",
    Field.MIDDLE_NAME: """middle name|middlename|middle|middle initial|mi|m i|middle names|mname
        |name middle|other names|segundo nombre|inicial|prs middle name""",
    Field.LAST_NAME: """last name|lastname|last|surname|surnames|family name|lname|l name|last nm
        |name last|legal last name|apellido|apellidos|primer apellido|apellido paterno
        |apellido s|prs second name|prs last name""",
    Field.SECOND_LAST_NAME: """second last name|second surname|maternal surname|mother s surname
        |segundo apellido|apellido materno""",
    Field.SUFFIX: "suffix|name suffix|generation|jr sr|sufijo",
    Field.FULL_NAME: """full name|fullname|legal name|name last first|last name first name|
        |last first|last first middle|last first mi|name last first middle|first and last name
        |first last|first and last|name first last|full legal name|first last name
        |nombre completo|nombre y apellido|nombre y apellidos|nombres y apellidos
        |apellidos y nombres|apellidos y nombre|apellido y nombre|apellidos nombre
        |apellido nombre|initials|iniciales""",
    Field.ALIAS: """alias|aliases|aka|a k a|also known as|other name|nickname|nicknames|nick name
        |street name s|street names|moniker|monikers|preferred name|chosen name|goes by
        |known as|name used|other spellings|apodo|apodos|sobrenombre|otros nombres
        |nombre preferido|conocida como|conocido como|maiden name|previous name|former name""",
    Field.BIRTH_DATE: """date of birth|birth date|birthdate|birthday|dob|d o b|bdate|b date|born
        |born on|date born|birth dt|dob date of birth|date of birth dob|birth date dob
        |prs birthdate|fecha de nacimiento|fecha nacimiento|fecha nac|fec nac|f nacimiento|f nac
        |fdn|f d n|nacimiento|cumpleanos|other date of birth|alternate dob|other dob""",
    Field.BIRTH_YEAR: "year of birth|birth year|yob|ano de nacimiento|year born",
    Field.BIRTH_MONTH: "month of birth|birth month|mob|mes de nacimiento",
    Field.BIRTH_DAY: "day of birth|birth day|dia de nacimiento",
    Field.AGE: """age|age years|age in years|current age|age at referral|age at intake|approx age
        |approximate age|estimated age|age yrs|years old|edad|edad anos|edad actual
        |edad aproximada""",
    Field.GENDER: """gender|sex|gender identity|sex gender|gender sex|sex at birth|m f|genero|sexo
        |identidad de genero|sexo genero|prs gender""",
    Field.PRONOUNS: "pronouns|pronoun|preferred pronouns|pronombres|pronombre",
    Field.RACE_ETHNICITY: """race|ethnicity|race ethnicity|race and ethnicity|ethnicity race
        |ethnic group|ethnic origin|race or ethnicity|hispanic|hispanic latino|raza|etnia
        |raza etnia|etnicidad|raza o etnia|origen etnico|grupo etnico""",
    Field.LANGUAGE: """language|languages|primary language|preferred language|home language
        |language spoken|languages spoken|secondary language|main language|first language
        |spoken language|idioma|idiomas|lengua|lengua materna|idioma preferido
        |idioma principal|prs primary language|prs secondary language""",
    Field.CITIZENSHIP: """citizenship|nationality|country of citizenship|country of origin
        |ciudadania|nacionalidad|pais de origen|prs citizenship""",
    Field.STREET_NUMBER: """street number|street no|house number|house no|street num|st number
        |numero de casa|numero exterior|number street""",
    Field.STREET: """street|street address|address|home address|address line 1|address 1|address1
        |addr|addr1|mailing address|current address|residence|residential address|address street
        |street name|mailing street|last known address|physical address|direccion|domicilio
        |calle|direccion actual|calle y numero|prs mailing street""",
    Field.UNIT: """unit|unit number|apt|apartment|apt number|apt no|apt unit|suite|address line 2
        |address 2|address2|addr2|unit no|departamento|numero interior|apto""",
    Field.CITY: """city|town|city town|suburb|municipality|mailing city|city of residence
        |home city|address city|ciudad|localidad|municipio|prs mailing city""",
    Field.STATE: """state|province|state province|mailing state|mailing state province|st|region
        |address state|estado|provincia|prs mailing state""",
    Field.POSTAL_CODE: """zip|zip code|zipcode|postal code|postcode|post code|zip postal code
        |mailing zip|mailing zip postal code|mailing zip code|address zip|codigo postal|c p|cp
        |postal|prs mailing postal code""",
    Field.COUNTRY: """country|country of residence|mailing country|address country|pais
        |pais de residencia|prs mailing country""",
    Field.PHONE: """phone|phone number|phone no|telephone|telephone number|tel|mobile|mobile phone
        |mobile number|cell|cell phone|cell number|cellphone|home phone|contact number
        |contact phone|phone home|phone cell|phone mobile|safe phone|safe number
        |safe phone number|primary phone|telefono|numero de telefono|celular|movil
        |telefono celular|telefono movil|telefono de casa|prs home phone|prs mobile phone""",
    Field.EMAIL: """email|e mail|email address|e mail address|mail|safe email|correo
        |correo electronico|prs email""",
    Field.CONCERN: """concern|concerns|reason|reason for referral|referral reason|reason referred
        |narrative|description|presenting concern|presenting concerns|presenting problem
        |presenting issue|details|notes|comments|comment|summary|referral notes|referral details
        |referral narrative|incident description|incident details|allegation|allegations
        |circumstances|situation|background|reason for concern|what happened|case notes
        |description of concern|safety concerns|incoming referral details
        |reason for incoming referral|cas incoming referral details
        |cas reason for incoming referral|hte description|motivo|motivo de referencia
        |motivo de la referencia|motivo de la remision|motivo de derivacion
        |motivo de la derivacion|razon|razon de la referencia|preocupacion|preocupaciones
        |descripcion|narrativa|notas|comentarios|observaciones|detalles|situacion
        |antecedentes|resumen""",
    Field.REFERENCE: """referral id|referral number|referral no|referral num|referral code
        |referral ref|case id|case number|case no|case num|case code|case ref|client id
        |client number|client code|id|record id|rec id|unique id|external id|external reference
        |reference|reference number|ref|ref no|file number|file no|person id|personal id
        |participant id|youth id|youth code|identifier|code|mrn|pin|cws case number
        |numero de caso|no de caso|numero de referencia|id de caso|id del caso|folio
        |expediente|numero de expediente|clave|codigo|identificador""",
    Field.SCHOOL: "school|school name|current school|school attended|escuela|colegio",
    Field.GRADE: "grade|school grade|grade level|grado|grado escolar|nivel escolar",
    Field.URGENCY: """urgency|priority|risk level|urgency level|level of risk|level of urgency
        |triage level|severity|risk|urgencia|prioridad|nivel de riesgo|nivel de urgencia|riesgo""",
    Field.REFERRED_ON: """referral date|date of referral|date referred|referred on|date received
        |received|received on|intake date|report date|date reported|incoming referral date
        |cas incoming referral date|fecha de referencia|fecha de la referencia|fecha de remision
        |fecha de derivacion|fecha de recepcion|fecha de ingreso""",
    Field.REFERRING_AGENCY: """referring agency|referring organization|referring organisation
        |referral agency|referral source|referred by agency|source agency|source of referral
        |cas referring organisation|agencia|agencia que refiere|agencia referente
        |organizacion que refiere|institucion que refiere|fuente de referencia""",
    Field.REFERRED_BY: """referrer|referrer name|referred by|name of referrer|referring person
        |referring worker|referring primary case worker|cas referring primary case worker
        |person making referral|referring party|reporter|referido por|remitido por
        |persona que refiere|quien refiere""",
    Field.TRAFFICKING_STATUS: """trafficking status|csec status|trafficking classification
        |csec classification|identification status|suspected or confirmed|suspected confirmed
        |vic trafficking status|estado de trata|situacion de trata""",
    Field.STATUS_DECIDED_BY: """trafficking status decision making organization
        |trafficking status decision making organisation
        |vic trafficking status decision making org|vic traffickin status decision making org
        |status decided by|identified by""",
    Field.EXPLOITATION: """type of exploitation|exploitation type|type of trafficking
        |trafficking type|types of exploitation|exploitation|form of exploitation|type of exploit
        |forms of exploitation|vic type of exploitation|tipo de explotacion|tipo de trata
        |explotacion""",
    Field.SEX_EXPLOITATION: """type of sex exploitation|type of sexual exploitation|sex trafficking
        type|type of sexual exploit|vic type of sex exploitation|tipo de explotacion sexual""",
    Field.LABOUR_INDUSTRY: """forced labour industry|forced labor industry|industry
        |labor industry|labour industry|vic forced labour industry|sector laboral""",
    Field.EXPLOITATION_PLACE: """location of exploitation|place of exploitation
        |exploitation location|venue|where exploited|country of exploitation
        |vic location of exploitation|lugar de explotacion|lugar de la explotacion""",
    Field.CONTROL: """means of control|methods of control|method of control|control methods
        |control method|force fraud coercion|force fraud or coercion|coercion
        |vic methods of control|medios de control|metodos de control|metodo de control
        |medio de control|formas de control""",
    Field.RECRUITMENT: """method of recruitment|recruitment method|how recruited|recruitment
        |how was youth recruited|vic method of recruitment|metodo de reclutamiento|reclutamiento
        |como fue reclutada|forma de captacion|metodo de captacion|captacion""",
    Field.RECRUITMENT_PLACE: """location of recruitment|place of recruitment|recruitment location
        |recruitment place|where recruited|vic location of recruitment|lugar de reclutamiento
        |lugar de captacion""",
    Field.RECRUITER: """recruiter|recruiter name|recruited by|recruiter relation
        |recruiter relationship|relationship to recruiter|relationship to trafficker
        |vic relationship to trafficker|relation to trafficker|reclutador|reclutadora
        |quien recluto|relacion con el reclutador|relacion con el tratante""",
    Field.PERSON_OF_CONCERN: """person of concern|persons of concern|trafficker|trafficker name
        |traffickers|alleged trafficker|suspected trafficker|exploiter|exploiter name
        |alleged exploiter|suspected exploiter|suspect|suspect name|perpetrator
        |alleged perpetrator|perpetrator name|abuser|pimp|offender|tratante|explotador
        |agresor|sospechoso|presunto agresor|presunto tratante|proxeneta""",
    Field.NOTE: """salutation|prs salutation|title|prs title|status|cas status
        |reason for case closure|cas reason for case closure|referred organisation
        |cas referred organisation|referred primary case worker|cas referred primary case worker
        |reason for outgoing referral|cas reason for outgoing referral|outgoing referral date
        |cas outgoing referral date|outgoing referral details|cas outgoing referral details
        |name data quality|dob data quality|consent|con consent|marital status|prs marital status
        |number of children
        |prs number of children|deceased|disability|disabilities|pregnant|parenting
        |pregnant parenting|tribal affiliation|tribe|icwa|placement|placement type
        |living situation|current living situation|current placement|lives with|occupation
        |social worker|caseworker|case worker|case manager|case owner|cas case owner
        |probation officer|attorney|court|next hearing|next court date|custody status
        |dependency status|missing|missing since|runaway|date missing|last seen
        |substance use|mental health|medical needs|gang affiliation|services requested
        |services needed|needs|social media|recruitment websites and apps
        |exploitation websites and apps|vic recruitment websites and apps
        |vic exploitation websites and apps|age when trafficked|vic age when trafficked
        |vulnerabilities|details of vulnerabilities|vic vulnerabilities
        |vic details of vulnerabilities|safe to call|safe to text|safe to leave voicemail
        |best time to call|code word|who may answer|guardian|guardian name|parent
        |parent guardian|parent name|parent guardian name|mother|father|mother name|father name
        |guardian phone|parent phone|highest level of education|second language
        |prs highest level of education|ingreso por|discapacidad|embarazada|tutor|tutora|madre
        |padre|trabajadora social|trabajador social|abogado|abogada|consentimiento
        |situacion de vivienda|vive con|servicios solicitados|necesidades|desaparecida""",
}

FIELDS = {
    " ".join(words.split()): field
    for field, text in _WRITTEN.items()
    for words in text.split("|")
    if words.strip()
}
"""Phrase → field."""

UNCERTAIN_NAMES = frozenset({"name", "names", "nombre", "second name"})
"""Phrases whose meaning depends on which other names the sheet has."""

GENERIC = frozenset(
    {"id", "code", "ref", "record id", "rec id", "unique id", "identifier", "clave", "codigo"}
)
"""Phrases that give way to a more telling heading for the same field."""

COUNTERS = frozenset(
    {"", "no", "nr", "num", "number", "row", "row number", "n", "s n", "item", "line"}
)
"""Headings of columns that only count rows."""
