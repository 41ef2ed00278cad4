//! `edit`: the new texts in the request, the old ones kept beside them in the event.

use super::{Error, Texts};
use crate::{action::Edit, data_request::DataRequest, event::Change, field::FieldCode};

/// Puts the edited fields in; what does not differ is left out, and nothing left is an error.
pub(super) fn apply(
    edit: &Edit,
    before: &DataRequest,
    after: &mut DataRequest,
    change: &mut Change,
    texts: &mut Texts,
) -> Result<(), Error> {
    let mut changed: Vec<String> = Vec::new();
    let mut note = |field: &str, old: Option<String>, new: Option<&str>| {
        changed.push(field.to_owned());
        texts.extend(old.map(|old| (format!("{field}_before"), old)));
        texts.extend(new.map(|new| (field.to_owned(), new.to_owned())));
    };
    for (field, new, slot) in [
        ("title", &edit.title, &mut after.title),
        ("body", &edit.body, &mut after.body),
        ("theme", &edit.theme, &mut after.theme),
    ] {
        if let Some(new) = new.as_ref().filter(|new| **new != *slot) {
            note(field, Some(std::mem::replace(slot, new.clone())), Some(new));
        }
    }
    for (field, new, slot) in [
        ("purpose", &edit.purpose, &mut after.purpose),
        ("dataset", &edit.dataset, &mut after.dataset),
        (
            "wanted_frequency",
            &edit.wanted_frequency,
            &mut after.wanted_frequency,
        ),
        ("format", &edit.format, &mut after.format),
        ("period", &edit.period, &mut after.period),
        ("coverage", &edit.coverage, &mut after.coverage),
    ] {
        let Some(new) = new else { continue };
        // Empty: taken away.
        let new = Some(new.clone()).filter(|new| !new.is_empty());
        if new != *slot {
            note(field, slot.take(), new.as_deref());
            *slot = new;
        }
    }
    if let Some(kind) = edit.kind.filter(|kind| *kind != after.kind) {
        note("kind", Some(after.kind.to_string()), Some(kind.as_str()));
        after.kind = kind;
    }
    for (field, new, slot) in [
        ("personal_data", edit.personal_data, &mut after.personal_data),
        ("secrecy", edit.secrecy, &mut after.secrecy),
    ] {
        if let Some(new) = new.filter(|new| *new != *slot) {
            note(field, Some(slot.to_string()), Some(new.as_str()));
            *slot = new;
        }
    }
    if let Some(readiness) = edit.readiness.filter(|readiness| *readiness != after.readiness) {
        note(
            "readiness",
            Some(after.readiness.to_string()),
            Some(&readiness.to_string()),
        );
        after.readiness = readiness;
    }
    if let Some(legal_duty) = edit
        .legal_duty
        .filter(|legal_duty| *legal_duty != after.legal_duty)
    {
        note(
            "legal_duty",
            Some(after.legal_duty.to_string()),
            Some(&legal_duty.to_string()),
        );
        after.legal_duty = legal_duty;
    }
    // Saying the theme settles it, even when it is the one it had while nobody had said it.
    let settled = edit.theme.is_some() && before.theme_pending;
    after.theme_pending = before.theme_pending && edit.theme.is_none();
    if changed.is_empty() && !settled {
        return Err(Error::field("#", FieldCode::NothingToChange));
    }
    if after.kind.needs_dataset() && after.dataset.is_none() {
        return Err(Error::field("#/dataset", FieldCode::Required));
    }
    change.details.fields = if changed.is_empty() {
        vec!["theme".into()]
    } else {
        changed
    };
    Ok(())
}
