## Fechas, edades, artículos. El día y el año llegan como texto.

# El artículo de un área, al comienzo de una oración. Las listas son las primeras palabras de sus nombres, en minúscula.
article-feminine = La { $name }
article-masculine = El { $name }
article-feminine-words = administración agencia auditoría autoridad comisión comuna contaduría coordinación corporación defensoría dir. dirección empresa escribanía gerencia jefatura junta legislatura oficina policía procuración secretaría sindicatura subsecretaría tesorería unidad universidad municipalidad ciudad provincia vicejefatura
article-masculine-words = área banco centro comité consejo departamento ente equipo fondo gobierno hospital instituto municipio ministerio observatorio organismo programa registro teatro tribunal

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
