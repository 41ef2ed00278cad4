//! Single fields of a description.

use domain::{dataset::DataField, freshness::moment};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use url::Url;

use super::{Fault, Most};

type Field<T> = Result<T, Fault>;

/// A text, cut to `most` letters; what stands for nothing is none.
pub fn text(value: Option<&Value>, name: &'static str, most: usize) -> Field<Option<String>> {
    let text = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(is)) => is.to_string(),
        Some(Value::Array(list)) if list.is_empty() => return Ok(None),
        Some(Value::Array(_) | Value::Object(_)) => return Err(Fault::WrongType(name)),
    };
    if text.len() > Most::BOOK {
        return Err(Fault::Huge(name));
    }
    if matches!(text.as_str(), "" | "None" | "none" | "null" | "[]" | "{}") {
        return Ok(None);
    }
    // Lines may break; whatever else steers a machine is nothing to read.
    let letters = text
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control());
    Ok(Some(letters.take(most).collect()))
}

/// A text on one line.
pub fn line(value: Option<&Value>, name: &'static str) -> Field<Option<String>> {
    let line = text(value, name, Most::LINE)?;
    Ok(line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A list; none is empty.
pub fn list<'a>(value: Option<&'a Value>, name: &'static str) -> Field<&'a [Value]> {
    match value {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) if list.len() > Most::GIVEN_UP => Err(Fault::Huge(name)),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Fault::WrongType(name)),
    }
}

/// Words: a list of them, a list in a text (`["HEAL", "SOCI"]`), or one.
pub fn words(value: Option<&Value>, name: &'static str) -> Field<Vec<String>> {
    let parsed: Value;
    let words = match value {
        Some(Value::String(text)) if text.trim_start().starts_with('[') => {
            match serde_json::from_str(text) {
                Ok(list) => parsed = list,
                Err(_) => return Ok(Vec::new()),
            }
            list(Some(&parsed), name)?
        }
        Some(one @ Value::String(_)) => std::slice::from_ref(one),
        other => list(other, name)?,
    };
    let words = words.iter().take(Most::LIST).map(|word| line(Some(word), name));
    Ok(words.collect::<Field<Vec<_>>>()?.into_iter().flatten().collect())
}

/// A moment that a publisher wrote.
pub fn local(value: Option<&Value>, name: &'static str, zone: &TimeZone) -> Field<Option<Timestamp>> {
    let Some(text) = text(value, name, Most::LINE)? else {
        return Ok(None);
    };
    moment::local(&text, zone).map_err(|_| Fault::AbsurdDate(name))
}

/// A moment that the portal's machine wrote.
pub fn utc(value: Option<&Value>, name: &'static str) -> Field<Option<Timestamp>> {
    local(value, name, &TimeZone::UTC)
}

/// An address of the web, written as it must be to be asked: portals leave spaces in.
pub fn address(value: Option<&Value>, name: &'static str) -> Field<Option<String>> {
    let Some(text) = text(value, name, Most::BOOK)? else {
        return Ok(None);
    };
    let url = Url::parse(&text).ok().filter(|url| {
        let is_web =
            matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
        is_web && url.username().is_empty() && url.password().is_none()
    });
    Ok(url.map(String::from).filter(|url| url.len() <= Most::ADDRESS))
}

/// A size in bytes, as a number or in a text.
pub fn size(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The columns of a table: a list, or one in a text. They are a help; what cannot be read is left out.
pub fn columns(value: Option<&Value>) -> Vec<DataField> {
    let parsed: Value;
    let list = match value {
        Some(Value::String(text)) if text.len() <= Most::BOOK => match serde_json::from_str(text) {
            Ok(list) => {
                parsed = list;
                parsed.as_array()
            }
            Err(_) => None,
        },
        Some(Value::Array(list)) => Some(list),
        _ => None,
    };
    let one = |column: &Value| {
        let get = |key| line(column.get(key), key).ok().flatten();
        Some(DataField {
            title: get("title")?,
            kind: get("type").unwrap_or_default(),
            description: get("description").unwrap_or_default(),
        })
    };
    list.map_or_else(Vec::new, |list| {
        list.iter().take(Most::LIST).filter_map(one).collect()
    })
}

/// A name that can stand in an address, as CKAN has them.
pub fn is_name(text: &str) -> bool {
    let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter);
    (1..=Most::NAME).contains(&text.len()) && text.bytes().all(is_letter) && text.trim_matches('.') == text
}
