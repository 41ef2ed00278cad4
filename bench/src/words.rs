//! What people ask for, in Spanish, made up: everyday words often, others seldom, and a few in a known share of the rows
//! so that a search for them can be compared between sizes.

use crate::chance::Chance;

/// Occurs in every second request.
pub const FREQUENT: &str = "comuna";
/// Occurs in every seventh request.
pub const ONE_IN_SEVEN: &str = "licitaciones";
/// Each occurs in about seventeen requests, however many there are.
pub const RARE: [&str; 20] = [
    "humedales",
    "zoonosis",
    "ciclovías",
    "murales",
    "arqueología",
    "dársenas",
    "toldos",
    "feriantes",
    "orquestas",
    "radares",
    "ascensores",
    "luminarias",
    "cementerios",
    "bibliobús",
    "tranvía",
    "hemoderivados",
    "guardavidas",
    "adoquines",
    "marquesinas",
    "palomares",
];
/// How often a rare word occurs.
const RARE_ROWS: usize = 17;

const SUBJECTS: [&str; 40] = [
    "el presupuesto ejecutado",
    "las compras directas",
    "los sueldos de planta permanente",
    "la pauta publicitaria oficial",
    "los recorridos de colectivos",
    "las camas disponibles en hospitales",
    "la matrícula escolar",
    "los delitos denunciados",
    "la calidad del aire",
    "los permisos de obra",
    "la programación cultural",
    "los programas sociales",
    "las habilitaciones comerciales",
    "los contratos de consultoría",
    "las partidas reasignadas",
    "los viáticos pagados",
    "los proveedores inscriptos",
    "las órdenes de compra",
    "los cargos vacantes",
    "las licencias médicas",
    "los avisos contratados",
    "las multas de tránsito",
    "los siniestros viales",
    "las vacunas aplicadas",
    "los turnos otorgados",
    "las becas asignadas",
    "las vacantes del nivel inicial",
    "las llamadas de emergencia",
    "los árboles plantados",
    "los residuos recolectados",
    "las obras demoradas",
    "los inmuebles alquilados",
    "las bibliotecas públicas",
    "los subsidios entregados",
    "los comedores comunitarios",
    "las empresas beneficiadas",
    "los relevamientos de veredas",
    "las inspecciones realizadas",
    "los expedientes iniciados",
    "las audiencias públicas",
];
const GRAINS: [&str; 8] = [
    "por barrio",
    "por mes",
    "por trimestre",
    "por repartición",
    "por establecimiento",
    "por año",
    "por género",
    "por rango de edad",
];
const PURPOSES: [&str; 8] = [
    "Es para una tesis de maestría.",
    "Lo vamos a usar en una nota.",
    "Queremos comparar con otras ciudades.",
    "Estamos armando un mapa abierto.",
    "Es para la materia de métodos cuantitativos.",
    "Somos una asociación vecinal y seguimos el tema.",
    "Hacemos un tablero que se actualiza solo.",
    "Nos sirve para planificar nuestro trabajo.",
];
const FORMATS: [&str; 5] = [
    "CSV",
    "XLSX",
    "JSON",
    "GeoJSON",
    "cualquiera que se pueda procesar",
];
const VOCABULARY: &str = "datos información pedido necesito publicar actualizar archivo registro detalle ciudad gobierno \
    tabla columna fecha dirección ministerio gasto servicio cantidad valor código nombre área informe trabajo período \
    semana vecinos escuela hospital calle barrio mapa plan proyecto programa edificio obra agua energía transporte \
    salud empleo personas familia niñas jóvenes adultos mujeres género acceso consulta respuesta trámite portal \
    dataset formato campo error faltante serie histórico mensual anual diario resumen total promedio porcentaje \
    índice encuesta censo muestra método fuente norma ley decreto resolución expediente convenio contrato proveedor \
    empresa organización fundación universidad cátedra docente estudiante periodista investigadora tesis artículo \
    publicación comparación evolución impacto resultado objetivo meta avance demora motivo causa zona distrito manzana \
    parcela superficie metros altura coordenadas capa polígono estación línea parada recorrido horario frecuencia \
    pasajeros vehículos bicicletas peatones accidentes heridos semáforos estacionamiento autopista puente túnel plaza \
    parque árbol residuo reciclado ruido aire temperatura lluvia inundación arroyo costanera puerto museo teatro \
    biblioteca festival taller beca subsidio crédito impuesto tasa recaudación deuda inversión capital corriente \
    partida ejercicio cierre balance auditoría control inspección habilitación clausura multa reclamo denuncia \
    sumario sanción cargo puesto sueldo escalafón categoría antigüedad licencia vacante concurso designación";

/// The words of one request.
#[derive(Debug, Clone)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The body.
    pub body: String,
    /// What for, if they say.
    pub purpose: Option<&'static str>,
    /// The format they would like, if they say.
    pub format: Option<&'static str>,
}

/// What the `row`-th of `rows` requests asks for.
pub fn request(row: usize, rows: usize, chance: &mut Chance) -> Words {
    let subject = SUBJECTS
        .get(chance.skewed(SUBJECTS.len()))
        .copied()
        .unwrap_or("los datos");
    let grain = chance.pick(&GRAINS, "por mes");
    let year = 2015 + chance.below(12);
    let mut body = format!("Necesito {subject} {grain} desde {year}.");
    for _ in 0..2 + chance.below(4) {
        body.push(' ');
        body.push_str(&sentence(chance));
    }
    if row.is_multiple_of(2) {
        body.push_str(" Si se puede, con el detalle por comuna.");
    }
    if row % 7 == 3 {
        body.push_str(" Incluyan las licitaciones del mismo período.");
    }
    if let Some(rare) = rare(row, rows) {
        body.push_str(" Me interesa sobre todo lo que toca a ");
        body.push_str(rare);
        body.push('.');
    }
    let title = format!("{} {grain} desde {year}", capital(subject));
    let purpose = chance.percent(40).then(|| chance.pick(&PURPOSES, ""));
    let format = chance.percent(50).then(|| chance.pick(&FORMATS, "CSV"));
    Words {
        title,
        body,
        purpose,
        format,
    }
}

/// A sentence that an answer, a question or a comment may say.
pub fn sentence(chance: &mut Chance) -> String {
    let words: Vec<&str> = VOCABULARY.split_whitespace().collect();
    let mut text = String::new();
    for _ in 0..7 + chance.below(9) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words.get(chance.skewed(words.len())).copied().unwrap_or("datos"));
    }
    capital(&text) + "."
}

/// The rare word of this row, if it has one.
fn rare(row: usize, rows: usize) -> Option<&'static str> {
    let apart = (rows / RARE_ROWS).max(RARE.len());
    RARE.get(row % apart).copied()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FREQUENT, ONE_IN_SEVEN, RARE, request};
    use crate::chance::Chance;

    #[test]
    fn words_occur_as_often_as_promised() {
        for rows in [1_700, 3_400] {
            let bodies: Vec<String> = (0..rows)
                .map(|row| request(row, rows, &mut Chance::new(row as u64)).body)
                .collect();
            let with = |word: &str| bodies.iter().filter(|body| body.contains(word)).count();
            assert_eq!(with(FREQUENT), rows / 2);
            assert!(with(ONE_IN_SEVEN).abs_diff(rows / 7) <= 1);
            assert!(RARE.iter().all(|word| (15..=18).contains(&with(word))));
        }
    }
}
