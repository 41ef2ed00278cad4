//! `/admin/people/{id}`: one of them: name, role, areas; their account closed, their app forgotten.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ops,
    person::{Person, Role},
    store::{Tx, people},
};
use serde::Serialize;

use super::{super::admin, Choices, Member, number, read};
use crate::{
    AppState,
    filled::Filled,
    form::Form,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::Places,
    problem::Fault,
    query::Query,
    visitor::Visitor,
};

/// What can be done.
const DO: [&str; 3] = ["save", "disable", "forget"];
/// What may have been done; `known` that somebody to be added was there already.
const DONE: [&str; 4] = ["save", "disable", "forget", "known"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct OneMember {
    /// Who.
    pub member: Member,
    /// Staff that has enrolled an app.
    pub second_factor: bool,
    /// What can be chosen.
    pub choices: Choices,
    /// What was just done, or nothing.
    pub done: &'static str,
    /// What is in the form.
    pub filled: Filled,
}

/// The page.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = OneMember {
        done: query.one_of("done", &DONE),
        ..OneMember::read(&app, &visitor, &id, None).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Saves (`do` is `save`, which also opens a closed account again), closes the account (`disable`), or forgets the app
/// (`forget`).
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let person = find(&app, &id).await?;
    let what = DO
        .into_iter()
        .find(|what| form.one("do") == Some(*what))
        .ok_or(Fault::UnknownAction)?;
    let caller = visitor.caller(&app, None);
    let email = person.email.clone();
    let done = match what {
        "disable" => {
            app.db
                .write(async move |tx: &Tx| ops::disable_person(tx, &caller, &permit, &email).await)
                .await
        }
        "forget" => {
            app.db
                .write(async move |tx: &Tx| ops::forget_second_factor(tx, &caller, &permit, &email).await)
                .await
        }
        _ => match read(&app, &visitor, &form, Some(email)) {
            Ok(change) => app
                .db
                .write(async move |tx: &Tx| ops::create_person(tx, &caller, &permit, change).await)
                .await
                .map(drop),
            Err(filled) => {
                let page = OneMember::read(&app, &visitor, &id, Some(filled)).await?;
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return page::form(&app, &visitor, &jar, &here, (status, &page));
            }
        },
    };
    match done.map_err(Fault::from) {
        Ok(()) => {
            app.wake.notify_one();
            // Whoever is a data user from now on has no page here.
            let gone = form.one("role") == Some(Role::Person.as_str());
            let path = match what {
                "save" if gone => format!("/admin/people?done={what}"),
                _ => format!("/admin/people/{}?done={what}", person.id),
            };
            Ok(page::see_other(&app, &path))
        }
        Err(Fault::Invalid(invalid)) => {
            let filled = if what == "save" {
                Filled::of(&form)
            } else {
                chosen(&app, &visitor, &person).await?
            };
            let filled = filled.refused(app.engine.words(), visitor.locale, &invalid);
            let page = OneMember::read(&app, &visitor, &id, Some(filled)).await?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page::form(&app, &visitor, &jar, &here, (status, &page))
        }
        Err(fault) => Err(fault),
    }
}

/// One of the staff: who a data user is, is told only where that is written down.
async fn find(app: &AppState, id: &str) -> Result<Person, Fault> {
    people::get(&app.db.read(), number(id)?)
        .await?
        .filter(|person| person.role.is_staff())
        .ok_or(Fault::NotFound)
}

/// What the form holds of somebody to begin with.
async fn chosen(app: &AppState, visitor: &Visitor, person: &Person) -> Result<Filled, Fault> {
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    let areas = person
        .areas
        .iter()
        .filter_map(|area| places.area_by_id(Some(*area)));
    let mut pairs = vec![
        ("name", person.name.clone()),
        ("role", person.role.as_str().to_owned()),
    ];
    pairs.extend(areas.map(|area| ("areas", area.key)));
    Ok(Filled::from_pairs(
        pairs.iter().map(|(name, value)| (*name, value.as_str())),
    ))
}

impl OneMember {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        id: &str,
        filled: Option<Filled>,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let person = find(app, id).await?;
        let places = Places::load(&reader, visitor.locale).await?;
        let factor = people::second_factor(&reader, person.id).await?;
        Ok(Self {
            member: Member::of(&person, &places),
            second_factor: person.role != Role::Person && factor.is_some(),
            choices: Choices::of(app, &places, Role::ALL),
            done: "",
            filled: match filled {
                Some(filled) => filled,
                None => chosen(app, visitor, &person).await?,
            },
        })
    }
}

impl Page for OneMember {
    const TEMPLATE: &'static str = "pages/admin/people/one.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let of = |member: Member| Self {
            filled: Filled::from_pairs([("name", "Lia <b>"), ("role", member.role), ("areas", "salud")]),
            member,
            second_factor: true,
            choices: Choices::sample(),
            done: "",
        };
        let mut all: Vec<Self> = Member::samples().into_iter().map(of).collect();
        let first = all[0].clone();
        for done in DONE {
            all.push(Self {
                done,
                second_factor: false,
                ..first.clone()
            });
        }
        all.push(Self {
            filled: ["name", "role", "areas", "do"]
                .into_iter()
                .fold(first.filled.clone(), |filled, field| {
                    filled.wrong(field, "No".into())
                }),
            ..first
        });
        all
    }
}
