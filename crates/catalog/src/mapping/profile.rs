//! A dataset as a catalogue of the Argentine profile describes it (`data.json`).

use domain::{
    dataset::{Contact, Dataset, Kind, Named, Resource, State, kind},
    freshness::Signals,
    import::slug,
};
use jiff::tz::TimeZone;
use serde_json::Value;
use url::Url;

use super::{
    Broken, Fault, Most, Understood,
    fields::{address, columns, is_name, line, list, local, size, text, words},
};

/// The dataset that a catalogue describes. What has no offset is a time of `zone`.
pub fn profile(described: &Value, zone: &TimeZone) -> Understood {
    read(described, zone).map_err(|fault| {
        // As far as it goes, what it would be called if it could be understood: it may be known by that.
        let of = |key: &str| described.get(key).and_then(Value::as_str);
        let name = of("landingPage").and_then(named_by_page);
        let name = name
            .or_else(|| of("title").and_then(named_by_text))
            .or_else(|| of("identifier").and_then(named_by_text));
        Broken {
            name: name.map(|name| {
                name.chars()
                    .filter(|letter| !letter.is_control())
                    .take(Most::NAME)
                    .collect()
            }),
            fault,
        }
    })
}

/// Gives a dataset another name if its own is taken: titles need not differ, identifiers must.
pub fn tell_apart(dataset: &mut Dataset, is_taken: impl Fn(&str) -> bool) {
    if is_taken(&dataset.name) {
        let identifier = slug(&dataset.identifier);
        let left = Most::NAME.saturating_sub(identifier.len() + 1);
        let name: String = dataset.name.chars().take(left).collect();
        dataset.name = format!("{name}-{identifier}");
    }
}

fn read(described: &Value, zone: &TimeZone) -> Result<Dataset, Fault> {
    if !described.is_object() {
        return Err(Fault::NotAnObject);
    }
    let title = line(described.get("title"), "title")?;
    let identifier = text(described.get("identifier"), "identifier", Most::NAME)?;
    let url = address(described.get("landingPage"), "landingPage")?;
    let name = url
        .as_deref()
        .and_then(named_by_page)
        .or_else(|| title.as_deref().and_then(named_by_text))
        .or_else(|| identifier.as_deref().and_then(named_by_text))
        .ok_or(Fault::NoName)?;
    let mut resources = files(described, zone)?;
    let signals = Signals {
        modified: local(described.get("modified"), "modified", zone)?,
        ..Signals::of_files(&resources)
    };
    let resource_count = resources.len();
    resources.truncate(Most::FILES);
    let publisher = contact(described.get("publisher"), "publisher", "name", "mbox")?;
    let organisation = publisher.as_ref().and_then(|publisher| {
        let title = publisher.name.clone()?;
        let name = named_by_text(&title)?;
        Some(Named { name, title })
    });
    let groups = words(described.get("theme"), "theme")?.into_iter();
    let groups = groups.filter_map(|title| {
        Some(Named {
            name: named_by_text(&title)?,
            title,
        })
    });
    Ok(Dataset {
        identifier: identifier.unwrap_or_else(|| name.clone()),
        title: title.unwrap_or_else(|| name.clone()),
        notes: text(described.get("description"), "description", Most::NOTES)?.unwrap_or_default(),
        url,
        organisation,
        groups: groups.collect(),
        tags: words(described.get("keyword"), "keyword")?,
        themes: words(described.get("superTheme"), "superTheme")?,
        license: line(described.get("license"), "license")?,
        frequency: line(described.get("accrualPeriodicity"), "accrualPeriodicity")?,
        issued: local(described.get("issued"), "issued", zone)?,
        // A catalogue lists what anybody may see.
        state: State::Active,
        signals,
        temporal: line(described.get("temporal"), "temporal")?,
        source: line(described.get("source"), "source")?,
        publisher,
        contact: contact(described.get("contactPoint"), "contactPoint", "fn", "hasEmail")?,
        resources,
        resource_count,
        name,
    })
}

fn files(described: &Value, zone: &TimeZone) -> Result<Vec<Resource>, Fault> {
    let mut files = Vec::new();
    for file in list(described.get("distribution"), "distribution")? {
        if !file.is_object() {
            return Err(Fault::WrongType("distribution"));
        }
        let format = line(file.get("format"), "distribution.format")?;
        let format = match format {
            Some(format) => format,
            None => ending(line(file.get("fileName"), "distribution.fileName")?.as_deref()),
        };
        let kind = kind(&format, line(file.get("type"), "distribution.type")?.as_deref());
        let url = match address(file.get("downloadURL"), "distribution.downloadURL")? {
            Some(url) => Some(url),
            None => address(file.get("accessURL"), "distribution.accessURL")?,
        };
        files.push(Resource {
            id: text(file.get("identifier"), "distribution.identifier", Most::NAME)?.unwrap_or_default(),
            name: line(file.get("title"), "distribution.title")?.unwrap_or_default(),
            url,
            format,
            kind,
            size: size(file.get("byteSize")),
            created: local(file.get("issued"), "distribution.issued", zone)?,
            last_modified: local(file.get("modified"), "distribution.modified", zone)?,
            fields: columns(file.get("field")),
        });
    }
    mark_twins(&mut files);
    Ok(files)
}

fn mark_twins(files: &mut [Resource]) {
    let known: std::collections::HashSet<String> = files.iter().map(|file| file.id.clone()).collect();
    for file in files {
        if file.kind == Kind::Data && domain::dataset::is_twin(&file.id, |brother| known.contains(brother)) {
            file.kind = Kind::Twin;
        }
    }
}

/// The name in the address of a page that CKAN serves: `/dataset/<name>`.
fn named_by_page(page: &str) -> Option<String> {
    let page = Url::parse(page).ok()?;
    let mut parts = page.path_segments()?.skip_while(|part| *part != "dataset");
    parts.next()?;
    parts.next().filter(|name| is_name(name)).map(str::to_owned)
}

fn named_by_text(text: &str) -> Option<String> {
    let name: String = slug(text).chars().take(Most::NAME).collect();
    let name = name.trim_matches('-');
    is_name(name).then(|| name.to_owned())
}

/// The format that the name of a file tells.
fn ending(name: Option<&str>) -> String {
    let ending = name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending);
    ending
        .filter(|ending| (2..=8).contains(&ending.len()))
        .unwrap_or_default()
        .to_ascii_uppercase()
}

fn contact(
    value: Option<&Value>,
    field: &'static str,
    name: &str,
    email: &str,
) -> Result<Option<Contact>, Fault> {
    let value = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(value) if value.is_object() => value,
        Some(_) => return Err(Fault::WrongType(field)),
    };
    let email = line(value.get(email), field)?;
    let contact = Contact {
        name: line(value.get(name), field)?,
        email: email.map(|email| email.trim_start_matches("mailto:").to_owned()),
    };
    Ok(Some(contact).filter(|contact| contact.name.is_some() || contact.email.is_some()))
}
