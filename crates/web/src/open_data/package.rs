//! `/datapackage.json`: what the tables are, column by column (Frictionless Data Package and Table Schema).

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{demand, events, inventory, requests, reuses, table::Column};
use crate::{AppState, problem::Fault};

/// The description of the tables.
pub async fn show(State(app): State<AppState>) -> Result<Response, Fault> {
    let links = app.links();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ventanilla",
        "title": app.site_name(app.locale),
        "homepage": links.home(),
        "resources": [
            table("requests", &links.to("/requests.csv"), &requests::OWN, &["reference"]),
            table("requests-ley104", &links.to("/requests.csv?profile=ley104"), &requests::LEY104, &["expediente"]),
            table("events", &links.to("/events.csv"), &events::COLUMNS, &["id"]),
            table("reuses", &links.to("/reuses.csv"), &reuses::COLUMNS, &["id"]),
            table("inventory", &links.to("/inventory.csv"), &inventory::COLUMNS, &["id"]),
            table("demand", &links.to("/demand.csv"), &demand::COLUMNS, &["kind", "key", "wanted"]),
        ],
    });
    Ok(([(header::CACHE_CONTROL, "public, max-age=3600")], Json(package)).into_response())
}

fn table(name: &str, path: &str, columns: &[Column], key: &[&str]) -> Value {
    let fields: Vec<Value> = columns.iter().map(field).collect();
    json!({
        "name": name, "type": "table", "path": path, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields, "primaryKey": key, "missingValues": [""]},
    })
}

fn field(column: &Column) -> Value {
    json!({"name": column.name, "type": column.holds, "constraints": {"required": column.required}})
}
