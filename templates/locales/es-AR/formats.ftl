## Fechas, edades. El día y el año llegan como texto.

date-long = { $day } de { $month } de { $year }
date-short = { $day0 }/{ $month0 }/{ $year }
date-moment = { $date }, { $time }

age-now = recién
age-minutes = { $count ->
    [one] hace { $count } minuto
   *[other] hace { $count } minutos
}
age-hours = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
age-yesterday = ayer
age-days = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sep
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
