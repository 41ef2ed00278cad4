//! The form of an `edit` remembers what its fields held when it was made: only what somebody touched is sent on, and nobody
//! takes back by it what another has written meanwhile.

use domain::{action::EDITABLE, data_request::DataRequest};
use serde::Serialize;

use crate::{filled::Filled, form::Form};

/// A field as it was when the form was made; sent along as `before.<name>`.
#[derive(Debug, Clone, Serialize)]
pub struct Before {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

impl Before {
    /// The fields as they are now.
    pub fn of(request: &DataRequest, fields: &[&'static str]) -> Vec<Self> {
        let before = |name: &&'static str| Self {
            name,
            value: value_of(request, name),
        };
        fields.iter().map(before).collect()
    }
}

/// A field that can be edited, as text; nothing for a theme that nobody has said.
pub fn value_of(request: &DataRequest, field: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match field {
        "title" => request.title.clone(),
        "body" => request.body.clone(),
        "purpose" => text(&request.purpose),
        "kind" => request.kind.as_str().to_owned(),
        "theme" if request.theme_pending => String::new(),
        "theme" => request.theme.clone(),
        "dataset" => text(&request.dataset),
        "wanted_frequency" => text(&request.wanted_frequency),
        "format" => text(&request.format),
        "period" => text(&request.period),
        "coverage" => text(&request.coverage),
        "readiness" => request.readiness.to_string(),
        "legal_duty" => request.legal_duty.to_string(),
        "personal_data" => request.personal_data.to_string(),
        "secrecy" => request.secrecy.to_string(),
        _ => String::new(),
    }
}

/// The fields that differ from what they held when the form was made; than what they hold now, where it does not say.
pub fn touched(form: &Form, request: &DataRequest) -> Vec<&'static str> {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let raw = |name: &str| {
        let mut fields = form.typed();
        let field = fields.find(|(field, _)| *field == name);
        field.map(|(_, value)| plain(value))
    };
    let is_touched = |name: &&'static str| {
        let before = raw(&format!("before.{name}"));
        let before = before.unwrap_or_else(|| plain(&value_of(request, name)));
        raw(name).is_some_and(|typed| typed != before)
    };
    EDITABLE.into_iter().filter(is_touched).collect()
}

/// What was typed, over the request as it is now: what was not touched is not taken back to what it was.
pub fn over(form: &Form, request: &DataRequest) -> Filled {
    let touched = touched(form, request);
    let mut filled = Filled::default();
    for (name, value) in form.typed() {
        if EDITABLE.contains(&name) && !touched.contains(&name) {
            filled.put(name, &value_of(request, name));
        } else {
            filled.put(name, value);
        }
    }
    filled
}
