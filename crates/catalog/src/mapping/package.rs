//! A dataset as CKAN describes it (`package_show`).

use std::collections::HashSet;

use domain::{
    dataset::{Contact, Dataset, Kind, Named, Resource, State, is_twin, kind},
    freshness::Signals,
};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{
    Broken, Fault, Most, Understood,
    fields::{address, columns, is_name, line, list, local, size, text, utc, words},
};

/// The dataset that a portal describes. What publishers write is a time of `zone`.
pub fn package(package: &Value, zone: &TimeZone) -> Understood {
    let name = package.get("name").and_then(Value::as_str).map(str::trim);
    read(package, zone).map_err(|fault| Broken {
        name: name.map(|name| {
            name.chars()
                .filter(|letter| !letter.is_control())
                .take(Most::NAME)
                .collect()
        }),
        fault,
    })
}

fn read(package: &Value, zone: &TimeZone) -> Result<Dataset, Fault> {
    if !package.is_object() {
        return Err(Fault::NotAnObject);
    }
    let extras = Extras::of(package)?;
    let name = text(package.get("name"), "name", Most::LINE)?;
    let name = name.filter(|name| is_name(name)).ok_or(Fault::NoName)?;
    let mut resources = files(package, zone)?;
    let signals = Signals {
        modified: local(extras.get("modified"), "modified", zone)?,
        metadata_modified: utc(package.get("metadata_modified"), "metadata_modified")?,
        ..Signals::of_files(&resources)
    };
    let resource_count = resources.len();
    resources.truncate(Most::FILES);
    let named_in = |key: &'static str| -> Result<Vec<Named>, Fault> {
        let all = list(package.get(key), key)?.iter().take(Most::LIST);
        let all = all.map(|one| named(one, key)).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().flatten().collect())
    };
    let organisation = match package.get("organization") {
        None | Some(Value::Null) => None,
        Some(organisation) => named(organisation, "organization")?,
    };
    let license = match line(package.get("license_id"), "license_id")? {
        Some(code) if code != "notspecified" => Some(code),
        _ => line(package.get("license_title"), "license_title")?,
    };
    Ok(Dataset {
        identifier: text(package.get("id"), "id", Most::NAME)?.unwrap_or_else(|| name.clone()),
        title: line(package.get("title"), "title")?.unwrap_or_else(|| name.clone()),
        notes: text(package.get("notes"), "notes", Most::NOTES)?.unwrap_or_default(),
        url: address(package.get("url"), "url")?,
        organisation,
        groups: named_in("groups")?,
        tags: named_in("tags")?.into_iter().map(|tag| tag.name).collect(),
        themes: words(extras.get("superTheme"), "superTheme")?,
        license,
        frequency: line(extras.get("accrualPeriodicity"), "accrualPeriodicity")?,
        issued: local(extras.get("issued"), "issued", zone)?,
        state: state(package)?,
        signals,
        temporal: line(extras.get("temporal"), "temporal")?,
        source: line(extras.get("source"), "source")?,
        publisher: contact(package, "author", "author_email")?,
        contact: contact(package, "maintainer", "maintainer_email")?,
        resources,
        resource_count,
        name,
    })
}

/// What CKAN does not know itself: a list of keys and values, or, with some of its extensions, fields like all others.
struct Extras<'a> {
    package: &'a Value,
    extras: &'a [Value],
}

impl<'a> Extras<'a> {
    fn of(package: &'a Value) -> Result<Self, Fault> {
        let extras = list(package.get("extras"), "extras")?;
        if extras.iter().any(|extra| !extra.is_object()) {
            return Err(Fault::WrongType("extras"));
        }
        Ok(Self { package, extras })
    }

    fn get(&self, key: &str) -> Option<&'a Value> {
        let is = |extra: &&Value| extra.get("key").and_then(Value::as_str) == Some(key);
        match self.extras.iter().find(is) {
            Some(extra) => extra.get("value"),
            None => self.package.get(key),
        }
    }
}

fn files(package: &Value, zone: &TimeZone) -> Result<Vec<Resource>, Fault> {
    let all = list(package.get("resources"), "resources")?;
    let is_there = |file: &&Value| file.get("state").and_then(Value::as_str) != Some("deleted");
    let known: HashSet<&str> = all.iter().filter_map(|file| file.get("id")?.as_str()).collect();
    let mut files = Vec::new();
    for file in all.iter().filter(is_there) {
        if !file.is_object() {
            return Err(Fault::WrongType("resources"));
        }
        let id = text(file.get("id"), "resources.id", Most::NAME)?.unwrap_or_default();
        let format = line(file.get("format"), "resources.format")?.unwrap_or_default();
        let resource_type = line(file.get("resource_type"), "resources.resource_type")?;
        let kind = match kind(&format, resource_type.as_deref()) {
            Kind::Data if is_twin(&id, |brother| known.contains(brother)) => Kind::Twin,
            kind => kind,
        };
        files.push(Resource {
            id,
            name: line(file.get("name"), "resources.name")?.unwrap_or_default(),
            url: address(file.get("url"), "resources.url")?,
            format,
            kind,
            size: size(file.get("size")),
            created: local(file.get("created"), "resources.created", zone)?,
            last_modified: local(file.get("last_modified"), "resources.last_modified", zone)?,
            fields: columns(file.get("attributesDescription")),
        });
    }
    Ok(files)
}

fn named(value: &Value, field: &'static str) -> Result<Option<Named>, Fault> {
    if !value.is_object() {
        return Err(Fault::WrongType(field));
    }
    let Some(name) = line(value.get("name"), field)? else {
        return Ok(None);
    };
    let title = match line(value.get("title"), field)? {
        Some(title) => title,
        None => line(value.get("display_name"), field)?.unwrap_or_else(|| name.clone()),
    };
    Ok(Some(Named { name, title }))
}

fn contact(package: &Value, name: &'static str, email: &'static str) -> Result<Option<Contact>, Fault> {
    let contact = Contact {
        name: line(package.get(name), name)?,
        email: line(package.get(email), email)?,
    };
    Ok(Some(contact).filter(|contact| contact.name.is_some() || contact.email.is_some()))
}

fn state(package: &Value) -> Result<State, Fault> {
    let private = text(package.get("private"), "private", Most::LINE)?;
    let state = text(package.get("state"), "state", Most::LINE)?;
    Ok(match (state.as_deref(), private.as_deref()) {
        (Some(other), _) if other != "active" => State::Deleted,
        (_, Some("true" | "True")) => State::Private,
        _ => State::Active,
    })
}
