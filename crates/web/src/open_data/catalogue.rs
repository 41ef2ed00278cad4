//! `/data.json`: our own tables as a catalogue that portals harvest, in the Argentine metadata profile 1.1 (Perfil nacional de
//! metadatos para datos abiertos).

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    ids::EventId,
    locale::Locale,
    policy::Actor,
    store::{
        events,
        requests::{self, Filter, Sort},
    },
};
use jiff::Timestamp;
use render::Args;
use serde_json::{Value, json};

use super::{
    demand, events as log, inventory, requests as list, reuses,
    table::{Column, Type},
};
use crate::{AppState, problem::Fault};

/// Where the profile's themes are told.
const SUPER_THEMES: &str = "http://datos.gob.ar/superThemeTaxonomy.json";
/// Public sector, in those themes.
const GOVERNMENT: &str = "GOVE";
/// As it happens (ISO 8601-1, repeating interval).
const ALWAYS: &str = "R/PT1S";

/// A table of ours in the catalogue.
struct Table {
    name: &'static str,
    path: &'static str,
    file: &'static str,
    title: &'static str,
    text: &'static str,
    keywords: &'static str,
    columns: &'static [Column],
}

const TABLES: [Table; 6] = [
    Table {
        name: "requests",
        path: "/requests.csv",
        file: "requests.csv",
        title: "data-json-requests",
        text: "data-json-requests-text",
        keywords: "data-json-requests-keywords",
        columns: &list::OWN,
    },
    Table {
        name: "events",
        path: "/events.csv",
        file: "events.csv",
        title: "data-json-events",
        text: "data-json-events-text",
        keywords: "data-json-events-keywords",
        columns: &log::COLUMNS,
    },
    Table {
        name: "reuses",
        path: "/reuses.csv",
        file: "reuses.csv",
        title: "data-json-reuses",
        text: "data-json-reuses-text",
        keywords: "data-json-reuses-keywords",
        columns: &reuses::COLUMNS,
    },
    Table {
        name: "inventory",
        path: "/inventory.csv",
        file: "inventory.csv",
        title: "data-json-inventory",
        text: "data-json-inventory-text",
        keywords: "data-json-inventory-keywords",
        columns: &inventory::COLUMNS,
    },
    Table {
        name: "demand",
        path: "/demand.csv",
        file: "demand.csv",
        title: "data-json-demand",
        text: "data-json-demand-text",
        keywords: "data-json-demand-keywords",
        columns: &demand::COLUMNS,
    },
    Table {
        name: "requests-ley104",
        path: "/requests.csv?profile=ley104",
        file: "requests-ley104.csv",
        title: "data-json-ley104",
        text: "data-json-ley104-text",
        keywords: "data-json-ley104-keywords",
        columns: &list::LEY104,
    },
];

/// The catalogue. In the language of the installation: a portal harvests it once for all its readers.
pub async fn show(State(app): State<AppState>) -> Result<Response, Fault> {
    let actor = Actor::Visitor;
    let reader = app.reader(&actor);
    let first = events::log(&reader, &actor, EventId(0), 1).await?;
    let last = requests::list(&reader, &actor, &Filter::default(), Sort::Moved, None, 1).await?;
    let now = app.clock.now();
    let issued = first.first().map_or(now, |event| event.at);
    let modified = last.items.first().map_or(issued, |request| request.updated_at);
    let catalogue = Catalogue {
        app: &app,
        issued,
        modified,
    };
    Ok((
        [(header::CACHE_CONTROL, "public, max-age=300")],
        Json(catalogue.write()),
    )
        .into_response())
}

struct Catalogue<'a> {
    app: &'a AppState,
    issued: Timestamp,
    modified: Timestamp,
}

impl Catalogue<'_> {
    fn say(&self, key: &str) -> String {
        let args = Args::new().with("site", self.name());
        self.app.engine.words().text(self.app.locale, key, &args)
    }

    fn name(&self) -> String {
        self.app.site_name(self.app.locale)
    }

    fn language(&self) -> [&'static str; 1] {
        match self.app.locale {
            Locale::EsAr => ["spa"],
            Locale::En => ["eng"],
        }
    }

    fn publisher(&self) -> Value {
        let brand = self.app.shown();
        let name = brand.government().map_or_else(|| self.name(), str::to_owned);
        json!({"name": name, "mbox": brand.contact_email().unwrap_or_default()})
    }

    fn write(&self) -> Value {
        let datasets: Vec<Value> = TABLES.iter().map(|table| self.dataset(table)).collect();
        json!({
            "title": self.name(),
            "description": self.say("data-json-text"),
            "identifier": "ventanilla",
            "version": "1.1",
            "publisher": self.publisher(),
            "superThemeTaxonomy": SUPER_THEMES,
            "issued": self.issued.to_string(),
            "modified": self.modified.to_string(),
            "language": self.language(),
            "homepage": self.app.links().home(),
            "dataset": datasets,
        })
    }

    fn dataset(&self, table: &Table) -> Value {
        let keywords = self.say(table.keywords);
        let keywords: Vec<&str> = keywords.split(',').map(str::trim).collect();
        let publisher = self.publisher();
        json!({
            "identifier": table.name,
            "title": self.say(table.title),
            "description": self.say(table.text),
            "publisher": publisher,
            "contactPoint": {"fn": publisher["name"], "hasEmail": publisher["mbox"]},
            "superTheme": [GOVERNMENT],
            "accrualPeriodicity": ALWAYS,
            "issued": self.issued.to_string(),
            "modified": self.modified.to_string(),
            "keyword": keywords,
            "language": self.language(),
            "landingPage": self.app.links().to("/about"),
            "distribution": [self.distribution(table)],
        })
    }

    fn distribution(&self, table: &Table) -> Value {
        let address = self.app.links().to(table.path);
        let fields: Vec<Value> = table.columns.iter().map(field).collect();
        json!({
            "identifier": format!("{}-csv", table.name),
            "title": self.say(table.title),
            "accessURL": address,
            "downloadURL": address,
            "issued": self.issued.to_string(),
            "modified": self.modified.to_string(),
            "type": "file",
            "format": "CSV",
            "mediaType": "text/csv",
            "fileName": table.file,
            "field": fields,
        })
    }
}

fn field(column: &Column) -> Value {
    let holds = match column.holds {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Boolean => "boolean",
        Type::Date => "date",
        Type::DateTime => "date-time",
    };
    json!({"title": column.name, "type": holds})
}
