## Dates, ages and articles. Day and year come as text.

# The article of an area at the beginning of a sentence. Areas keep their Spanish names; the lists are their first words.
article-feminine = The { $name }
article-masculine = The { $name }
article-feminine-words = administración agencia auditoría autoridad comisión comuna contaduría coordinación corporación defensoría dir. dirección empresa escribanía gerencia jefatura junta legislatura oficina policía procuración secretaría sindicatura subsecretaría tesorería unidad universidad municipalidad ciudad provincia vicejefatura agency commission council department ministry office secretariat
article-masculine-words = área banco centro comité consejo departamento ente equipo fondo gobierno hospital instituto municipio ministerio observatorio organismo programa registro teatro tribunal

date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-moment = { $date }, { $time }

age-now = just now
age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
age-yesterday = yesterday
age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
