## Los pedidos como datos: tablas para bajar y novedades para lectores.

open-data-csv = CSV
open-data-spreadsheet = CSV para planillas
open-data-atom = Novedades (Atom)
feed-requests = Pedidos de datos: { $site }
