//! The staff, and the form that makes one more known.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    ops,
    person::Email,
    store::{Tx, people},
};
use serde::Serialize;

use super::{super::admin, Choices, Member, STAFF, read};
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

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Staff {
    /// Government staff; or whoever of it has the address that was looked for.
    pub members: Vec<Member>,
    /// A data user has the address that was looked for.
    pub known: bool,
    /// The address that was looked for.
    pub looked_for: Option<String>,
    /// What can be chosen.
    pub choices: Choices,
    /// Somebody was made known: their address.
    pub made: Option<String>,
    /// Somebody's role was saved, and they are none of the staff any more.
    pub saved: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The page; with `q`, whoever has that address.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    admin(&visitor)?;
    let page = Staff {
        made: query.one("made").map(str::to_owned),
        saved: query.one("done").is_some(),
        ..Staff::read(&app, &visitor, query.one("q"), Filled::default()).await?
    };
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Makes somebody known.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    form: Form,
) -> Result<Response, Fault> {
    let permit = admin(&visitor)?;
    let filled = match read(&app, &visitor, &form, None) {
        Ok(mut change) => {
            match people::find(&app.db.read(), &change.email).await? {
                // They are there already: what changes is shown before it is saved.
                Some(person) if person.role.is_staff() => {
                    return Ok(page::see_other(
                        &app,
                        &format!("/admin/people/{}?done=known", person.id),
                    ));
                }
                // Their requests are signed with the name they chose.
                Some(person) if !person.name.is_empty() => change.name = person.name,
                _ => (),
            }
            let (caller, made) = (visitor.caller(&app, None), change.email.to_string());
            let done = app
                .db
                .write(async move |tx: &Tx| ops::create_person(tx, &caller, &permit, change).await)
                .await;
            match done.map_err(Fault::from) {
                Ok(_) => {
                    let query = url::form_urlencoded::Serializer::new(String::new())
                        .append_pair("made", &made)
                        .finish();
                    return Ok(page::see_other(&app, &format!("/admin/people?{query}")));
                }
                Err(Fault::Invalid(invalid)) => {
                    Filled::of(&form).refused(app.engine.words(), visitor.locale, &invalid)
                }
                Err(fault) => return Err(fault),
            }
        }
        Err(filled) => filled,
    };
    let page = Staff::read(&app, &visitor, None, filled).await?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::form(&app, &visitor, &jar, &here, (status, &page))
}

impl Staff {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        email: Option<&str>,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let reader = app.db.read();
        let places = Places::load(&reader, visitor.locale).await?;
        let mut members = match email {
            Some(text) => match Email::parse(text) {
                Some(email) => people::find(&reader, &email).await?.into_iter().collect(),
                None => Vec::new(),
            },
            None => people::staff(&reader).await?,
        };
        let known = !members.is_empty();
        members.retain(|person| person.role.is_staff());
        Ok(Self {
            known: known && members.is_empty(),
            saved: false,
            members: members.iter().map(|person| Member::of(person, &places)).collect(),
            looked_for: email.map(str::to_owned),
            choices: Choices::of(app, &places, STAFF),
            made: None,
            filled,
        })
    }
}

impl Page for Staff {
    const TEMPLATE: &'static str = "pages/admin/people/list.html";
    const SECTION: &'static str = "desk";

    fn samples() -> Vec<Self> {
        let staff = Self {
            members: Member::samples(),
            choices: Choices::sample(),
            ..Self::default()
        };
        vec![
            staff.clone(),
            Self {
                made: Some("lia@example.org".into()),
                ..staff.clone()
            },
            Self {
                looked_for: Some("otra@example.org".into()),
                members: Vec::new(),
                ..staff.clone()
            },
            Self {
                looked_for: Some("ana@example.org".into()),
                members: Vec::new(),
                known: true,
                saved: true,
                ..staff.clone()
            },
            Self {
                filled: ["email", "name", "role", "areas"]
                    .into_iter()
                    .fold(Filled::default(), |filled, field| {
                        filled.wrong(field, "Falta <b>".into())
                    }),
                ..staff
            },
        ]
    }
}
