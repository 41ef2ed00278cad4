//! The JSON API: the same ops as the pages, in JSON.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Contact, License, OpenApi, Server,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use crate::Problem;

pub mod v1;

/// Says what the API is, where it is, and how one proves who one is.
pub fn describe(description: &mut OpenApi, base: &str, name: Option<&str>) {
    description.info.title = name.unwrap_or("Ventanilla").into();
    "1.0.0".clone_into(&mut description.info.version);
    description.info.description = Some(ABOUT.into());
    description.info.contact = None::<Contact>;
    description.info.license = Some(License::new("AGPL-3.0-or-later"));
    description.servers = Some(vec![Server::new(base.trim_end_matches('/'))]);
    let components = description.components.get_or_insert_default();
    let mut schemas = Vec::new();
    Problem::schemas(&mut schemas);
    schemas.push((Problem::name().into_owned(), Problem::schema()));
    components.schemas.extend(schemas);
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.bearer_format = Some("vt_…".into());
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
}

const ABOUT: &str = "Data requests, from filing to the requester's verdict. Times are RFC 3339 in UTC, dates YYYY-MM-DD. \
Keys are always present, absent values null; unknown query keys and body members are ignored. A wrong query value is a 422 \
with a pointer such as `#/query/limit`. A reference in lower case or short form is redirected (308) to the canonical address.";
