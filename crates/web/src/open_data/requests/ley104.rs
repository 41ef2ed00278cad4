//! The columns of the City's dataset `acceso-informacion-publica`, and its own words: so that both can be read as one table.
//! Who asked is left out: a number for each person would tell that several nameless requests are from the same one.

use domain::{
    data_request::DataRequest,
    deadline::{Calendar, ClockState, Round},
    locale::Locale,
    person::Sector,
    status::{Category, Outcome},
    store::{ReadError, Reader, areas::Area, calendar},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use render::Args;

use crate::{
    AppState,
    open_data::table::{Column, Row, Type, optional, required},
    pages::places::Places,
};

/// The columns, in their order.
pub const COLUMNS: [Column; 21] = [
    required("periodo", Type::Integer),
    optional("Id_solicitante", Type::Integer),
    required("tipo_solicitante", Type::String),
    required("expediente", Type::Integer),
    optional("dependencia", Type::String),
    required("fecha", Type::Date),
    required("tema", Type::String),
    required("categoria_tema", Type::String),
    required("categoria_tema_especifico", Type::String),
    optional("dependencia_ministerio", Type::String),
    optional("ministerio", Type::String),
    optional("vencimiento_1", Type::Date),
    optional("vencimiento_2", Type::Date),
    required("prorroga", Type::String),
    required("estado", Type::String),
    required("termino", Type::String),
    optional("fecha_respuesta", Type::Date),
    required("observaciones", Type::String),
    required("calidad_respuesta", Type::String),
    optional("contenido_respuesta", Type::String),
    optional("tiempo_de_respuesta", Type::Integer),
];

/// What the dataset writes where it knows nothing.
const UNKNOWN: &str = "S/D";
/// How far an area may be below its ministry.
const DEPTH: usize = 8;

/// What a row needs besides its request.
pub(super) struct Around {
    app: AppState,
    places: Places,
    calendar: Calendar,
    today: Date,
}

impl Around {
    /// The names and days as they are now.
    pub(super) async fn load(app: &AppState, reader: &Reader<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            app: app.clone(),
            places: Places::load(reader, Locale::EsAr).await?,
            calendar: calendar::load_all(reader).await?,
            today: app.moment().today,
        })
    }

    /// A row.
    pub(super) fn row(&self, request: &DataRequest) -> Row {
        let words = self.app.engine.words();
        let (standing, locale) = (&request.standing, Locale::EsAr);
        let local = |at: Timestamp| local(at, &self.app.zone);
        let (filed, answered) = (local(request.created_at), standing.answered_at.map(local));
        let path = self.path(request.area.as_deref());
        let named = |area: Option<&&Area>| area.map(|area| area.name.clone()).unwrap_or_default();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (first_due, extended_due) = self.due(&standing.round);
        let outcome = standing.outcome.filter(|outcome| outcome.is_an_answer());
        let days = answered.map(|on| (on - filed).get_days());
        vec![
            filed.year().to_string(),
            String::new(),
            kind_of_requester(request.sector).to_owned(),
            format!("{}{:06}", request.reference.year, request.reference.number),
            named(path.first()),
            filed.to_string(),
            request.title.clone(),
            self.places.theme(&request.theme).name,
            words.name(locale, request.kind),
            named(path.get(1).or(path.first())),
            named(path.last()),
            day(first_due),
            day(extended_due),
            yes_or_no(standing.round.extended).to_owned(),
            self.state(request),
            self.in_time(request).to_owned(),
            day(answered),
            self.app.links().request(request.reference),
            quality(outcome).to_owned(),
            outcome
                .map(|outcome| words.name(locale, outcome))
                .unwrap_or_default(),
            days.map(|days| days.to_string()).unwrap_or_default(),
        ]
    }

    /// The area and those it belongs to, up to its ministry.
    fn path(&self, slug: Option<&str>) -> Vec<&Area> {
        let find = |slug: Option<&str>| {
            self.places
                .areas
                .iter()
                .find(|area| Some(area.slug.as_str()) == slug)
        };
        let up = std::iter::successors(find(slug), |area| find(area.parent.as_deref()));
        up.take(DEPTH).collect()
    }

    /// The last day of the term, and of the extended one.
    fn due(&self, round: &Round) -> (Option<Date>, Option<Date>) {
        let Some(due) = round.due_on else {
            return (None, None);
        };
        if !round.extended {
            return (Some(due), None);
        }
        let before = Round {
            extended: false,
            ..round.clone()
        };
        (Some(before.compute_due_on(&self.calendar)), Some(due))
    }

    fn is_late(&self, request: &DataRequest) -> bool {
        let state = request.standing.clock_state(self.today, &self.calendar);
        matches!(state, ClockState::Missed | ClockState::Overdue)
    }

    fn state(&self, request: &DataRequest) -> String {
        let (words, locale) = (self.app.engine.words(), Locale::EsAr);
        let category = request.standing.status.category();
        let over = matches!(category, Category::Answered | Category::Closed);
        match (over, self.is_late(request)) {
            (true, false) => words.text(locale, "ley104-done-in-time", &Args::new()),
            (true, true) => words.text(locale, "ley104-done-late", &Args::new()),
            (false, false) => words.text(locale, "ley104-open-in-time", &Args::new()),
            (false, true) => words.text(locale, "ley104-open-late", &Args::new()),
        }
    }

    fn in_time(&self, request: &DataRequest) -> &'static str {
        match request.standing.answered_at {
            Some(_) => yes_or_no(!self.is_late(request)),
            None => UNKNOWN,
        }
    }
}

fn local(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}

fn yes_or_no(it_is: bool) -> &'static str {
    if it_is { "SI" } else { "NO" }
}

fn kind_of_requester(sector: Sector) -> &'static str {
    match sector {
        Sector::Citizen => "Particular",
        Sector::CivilSociety => "ONG",
        Sector::Journalism => "Periodista",
        Sector::Academia | Sector::PrivateSector | Sector::PublicSector => "Otros",
        Sector::Unknown => UNKNOWN,
    }
}

fn quality(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Published | Outcome::AlreadyExists | Outcome::AvailableElsewhere) => "Completa",
        Some(Outcome::Partial) => "Parcial",
        Some(Outcome::NotSuitable) => "Denegada",
        Some(Outcome::NotHeld | Outcome::OutOfScope) => "Insatisfecha",
        Some(Outcome::Duplicate | Outcome::Withdrawn | Outcome::Lapsed | Outcome::NotAnswered) | None => {
            UNKNOWN
        }
    }
}
