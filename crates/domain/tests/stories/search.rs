//! Search finds the same rows on both databases: two hundred queries over the same rows, written down once.

use domain::{policy::Actor, store::requests::Filter};
use testkit::TestDatabase;

use crate::world::World;

/// Ten requests, and queries of which it is known whom they find, by position.
const ROWS: [&str; 10] = [
    "Presupuesto ejecutado por comuna desde el año 2015, con las contrataciones de obra.",
    "Contratación de publicidad oficial: montos por medio, campaña y proveedor.",
    "Sueldos y remuneraciones de los funcionarios, por cargo y repartición.",
    "Obras en escuelas: avance, licitación y empresa constructora.",
    "Registro de árboles plantados en veredas y plazas durante la niñez del programa.",
    "Líneas de subte: viajes por molinete, estación y hora.",
    "Compras y licitaciones públicas adjudicadas a proveedores del Estado.",
    "Hogares con subsidio habitacional por barrio y por mes.",
    "Siniestros viales con peatones en la Avenida 9 de Julio, según la ley 27.275.",
    "Pauta oficial y avisos: nómina de los medios que la cobran, mes a mes.",
];

const QUERIES: [(&str, &[usize]); 20] = [
    ("presupuesto", &[0]),
    ("PRESUPUESTOS ejecutados", &[0]),
    ("contrataciones", &[0, 1]),
    ("contratacion", &[0, 1]),
    ("licitación", &[3, 6]),
    ("licitaciones", &[3, 6]),
    ("obra", &[0, 3]),
    ("arbol", &[4]),
    ("ÁRBOLES", &[4]),
    ("ninez", &[]),
    ("niñez", &[4]),
    ("linea", &[5]),
    ("hogar", &[7]),
    ("año", &[0]),
    ("ano", &[]),
    ("proveedor", &[1, 6]),
    ("oficial medio", &[1, 9]),
    ("9 de julio", &[8]),
    ("ley 27.275", &[8]),
    ("\"x\"* OR (", &[]),
];

testkit::on_both! {
    async fn two_hundred_pairs(database: TestDatabase) {
        let world = World::new(&database).await;
        let ana = world.citizen("ana").await;
        let mut references = Vec::new();
        for row in ROWS {
            references.push(world.ask_for(&ana, row).await);
        }
        for (query, expected) in QUERIES {
            let filter = Filter { q: Some(query.into()), ..Filter::default() };
            let found: Vec<_> =
                world.list(&Actor::Visitor, &filter).await.items.into_iter().map(|item| item.reference).collect();
            for (index, reference) in references.iter().enumerate() {
                assert_eq!(found.contains(reference), expected.contains(&index), "{query:?} and {:?}", ROWS[index]);
            }
        }
    }
}
