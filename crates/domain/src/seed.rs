//! The facts an empty installation begins with: themes, the City's areas, the national non-working days 2012-2028.
//!
//! Rows that an admin edits later, so they are planted once and never corrected from here. Pure: no SQL in here.

use crate::import::{self, NonWorkingDay};

/// A theme to plant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The stable key.
    pub key: &'static str,
    /// Whether it is one of those that come first.
    pub priority: bool,
    /// Its name in Spanish.
    pub name: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
}

/// An area to plant. The slug is the name of the organisation in the City's catalogue, so that the two are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The stable part of its address.
    pub slug: &'static str,
    /// Its name in Spanish.
    pub name: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
}

/// The themes, in the order they are shown.
pub const fn themes() -> &'static [Theme] {
    &THEMES
}

/// The City's ministries, by name.
pub const fn areas() -> &'static [Area] {
    &AREAS
}

/// The national non-working days from 2012 to 2028, oldest first. Bridge days of 2027 and 2028 are not decreed yet, and the
/// days off of the City's administration are not among them: both are for the admin to add.
pub fn holidays() -> Vec<NonWorkingDay> {
    let rows = import::holidays(include_bytes!("seed/holidays.csv").as_slice());
    rows.into_iter()
        .flatten()
        .filter_map(|row| row.result.ok())
        .collect()
}

const THEMES: [Theme; 14] = [
    theme("budget", true, "Presupuesto", "Budget"),
    theme(
        "purchasing_hiring",
        true,
        "Compras y contrataciones",
        "Purchasing and hiring",
    ),
    theme(
        "payroll_salaries",
        true,
        "Nómina y salarios",
        "Payroll and salaries",
    ),
    theme(
        "official_advertising",
        true,
        "Publicidad oficial",
        "Official advertising",
    ),
    theme(
        "mobility",
        false,
        "Movilidad y transporte",
        "Mobility and transport",
    ),
    theme("health", false, "Salud", "Health"),
    theme("education", false, "Educación", "Education"),
    theme("security", false, "Seguridad", "Security"),
    theme("environment", false, "Ambiente", "Environment"),
    theme(
        "urban_planning",
        false,
        "Urbanismo y territorio",
        "Urban planning",
    ),
    theme("culture", false, "Cultura", "Culture"),
    theme(
        "social_development",
        false,
        "Desarrollo social",
        "Social development",
    ),
    theme("economy", false, "Economía y producción", "Economy"),
    theme("other", false, "Otros temas", "Other"),
];

const AREAS: [Area; 9] = [
    area(
        "jefatura-de-gabinete-de-ministros",
        "Jefatura de Gabinete de Ministros",
        "Chief of the Cabinet of Ministers",
    ),
    area(
        "ministerio-de-cultura",
        "Ministerio de Cultura",
        "Ministry of Culture",
    ),
    area(
        "ministerio-de-desarrollo-humano-y-habitat",
        "Ministerio de Desarrollo Humano y Hábitat",
        "Ministry of Human Development and Habitat",
    ),
    area(
        "ministerio-de-educacion",
        "Ministerio de Educación",
        "Ministry of Education",
    ),
    area(
        "ministerio-de-espacio-publico-e-higiene-urbana",
        "Ministerio de Espacio Público e Higiene Urbana",
        "Ministry of Public Space and Urban Hygiene",
    ),
    area(
        "ministerio-de-gobierno",
        "Ministerio de Gobierno",
        "Ministry of Government",
    ),
    // The catalogue kept the slug when the ministry changed its name.
    area(
        "ministerio-de-economia-y-finanzas",
        "Ministerio de Hacienda y Finanzas",
        "Ministry of the Treasury and Finance",
    ),
    area(
        "ministerio-de-justicia-y-seguridad",
        "Ministerio de Justicia y Seguridad",
        "Ministry of Justice and Security",
    ),
    area("ministerio-de-salud", "Ministerio de Salud", "Ministry of Health"),
];

const fn theme(key: &'static str, priority: bool, name: &'static str, name_en: &'static str) -> Theme {
    Theme {
        key,
        priority,
        name,
        name_en,
    }
}

const fn area(slug: &'static str, name: &'static str, name_en: &'static str) -> Area {
    Area { slug, name, name_en }
}

#[cfg(test)]
pub(crate) mod tests;
