//! `/admin/people`: whoever answers for the government: made known, given a role and areas, closed out. For admins.

use domain::{
    field::FieldCode,
    ids::PersonId,
    ops::PersonChange,
    person::{Email, Person, Role},
};
use render::names::Named as _;
use serde::Serialize;

use crate::{
    AppState,
    filled::Filled,
    form::Form,
    pages::places::{Place, Places},
    problem::Fault,
    visitor::Visitor,
};

pub mod list;
pub mod one;

/// Those who answer for the government.
const STAFF: &[Role] = &[Role::Liaison, Role::Coordinator, Role::Admin];

/// What can be chosen in the form of a person.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choices {
    /// Roles, by key.
    pub roles: Vec<Place>,
    /// Open areas, by slug.
    pub areas: Vec<Place>,
}

impl Choices {
    fn of(app: &AppState, places: &Places, roles: &[Role]) -> Self {
        let words = app.engine.words();
        let role = |role: &Role| Place::new(role.as_str(), &words.name(places.locale(), *role));
        let areas = places.areas.iter().filter(|area| area.closed_on.is_none());
        Self {
            roles: roles.iter().map(role).collect(),
            areas: areas
                .map(|area| Place::new(&area.slug, area.name_in(places.locale())))
                .collect(),
        }
    }

    fn sample() -> Self {
        Self {
            roles: Role::ALL
                .iter()
                .map(|role| Place::new(role.as_str(), role.name_key()))
                .collect(),
            areas: vec![
                Place::new("salud", "Ministerio <b>de Salud</b>"),
                Place::new("cultura", "Cultura"),
            ],
        }
    }
}

/// What was typed of somebody with this address; or the same form with what is wrong with it.
fn read(
    app: &AppState,
    visitor: &Visitor,
    form: &Form,
    email: Option<Email>,
) -> Result<PersonChange, Filled> {
    let mut filled = Filled::of(form);
    let (words, locale) = (app.engine.words(), visitor.locale);
    let mut wrong = |field: &str, code| {
        let invalid = domain::field::Invalid::one(format!("#/{field}"), code);
        filled = std::mem::take(&mut filled).refused(words, locale, &invalid);
    };
    let typed = form.one("email").unwrap_or_default();
    let email = email.or_else(|| Email::parse(typed));
    if email.is_none() {
        let code = if typed.trim().is_empty() {
            FieldCode::Required
        } else {
            FieldCode::NotAnEmail
        };
        wrong("email", code);
    }
    let name = form.one("name").unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        wrong("name", FieldCode::Required);
    }
    let role = form.one("role").and_then(Role::parse);
    if role.is_none() {
        wrong("role", FieldCode::Required);
    }
    match (email, role) {
        (Some(email), Some(role)) if !name.is_empty() => Ok(PersonChange {
            email,
            name,
            role,
            // Whoever is given another role has no areas any more, ticked or not.
            areas: if role == Role::Liaison {
                form.all("areas").map(str::to_owned).collect()
            } else {
                Vec::new()
            },
        }),
        _ => Err(filled),
    }
}

/// Somebody in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role, by key.
    pub role: &'static str,
    /// The names of a liaison's areas.
    pub areas: Vec<String>,
    /// Their account is closed.
    pub disabled: bool,
}

impl Member {
    fn of(person: &Person, places: &Places) -> Self {
        Self {
            id: person.id.0,
            name: person.name.clone(),
            email: person.email.to_string(),
            role: person.role.as_str(),
            areas: person
                .areas
                .iter()
                .filter_map(|area| places.area_by_id(Some(*area)))
                .map(|area| area.name)
                .collect(),
            disabled: person.disabled,
        }
    }

    fn samples() -> Vec<Self> {
        let sample = |(id, role): (i64, &Role)| Self {
            id,
            name: "Lia <b>Paz</b>".into(),
            email: "lia@example.org".into(),
            role: role.as_str(),
            areas: vec!["Salud".into(), "Cultura".into()],
            disabled: *role == Role::Admin,
        };
        (1..).zip(STAFF).map(sample).collect()
    }
}

/// The number in an address.
fn number(text: &str) -> Result<PersonId, Fault> {
    text.parse().map(PersonId).map_err(|_| Fault::NotFound)
}
