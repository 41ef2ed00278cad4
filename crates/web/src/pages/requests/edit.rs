//! `/requests/{reference}/edit`: whoever asked says it better, as long as nobody has taken it up. The old text is kept, and
//! the difference is public.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    action::{EDITABLE, EDITABLE_BY_STAFF},
    status::ActionKind,
};
use serde::Serialize;

use super::{
    acting::{Acting, Hand},
    edited::{Before, value_of},
    frequency, new,
};
use crate::{
    AppState,
    filled::Filled,
    jar::Jar,
    page::{self, Here, Page},
    pages::places::{Place, Places},
    problem::Fault,
    reference::InPath,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// The request, and whether the form is open.
    pub acting: Acting,
    /// What the fields held when the form was made.
    pub before: Vec<Before>,
    /// What the request is about.
    pub kinds: Vec<Place>,
    /// The themes.
    pub themes: Vec<Place>,
    /// How often it should be updated.
    pub frequencies: Vec<Place>,
    /// No theme was chosen yet: it may stay so.
    pub theme_open: bool,
    /// What is in the form.
    pub filled: Filled,
}

/// The form, with the request as it is.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    InPath(reference): InPath,
) -> Result<Response, Fault> {
    let (hand, acting) = Hand::open(&app, &visitor, (reference, ActionKind::Edit), None).await?;
    let mut filled = Filled::default();
    for name in fields() {
        filled.put(name, &value_of(&hand.request, name));
    }
    let page = EditPage::read((&app, &visitor), &hand, acting, filled).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// What whoever asked may change: all but what the area declares.
fn fields() -> Vec<&'static str> {
    let theirs = |name: &&str| !EDITABLE_BY_STAFF.contains(name);
    EDITABLE.into_iter().filter(theirs).collect()
}

impl EditPage {
    /// With what can be chosen.
    pub async fn read(
        (app, visitor): (&AppState, &Visitor),
        hand: &Hand,
        acting: Acting,
        filled: Filled,
    ) -> Result<Self, Fault> {
        let places = Places::load(&app.db.read(), visitor.locale).await?;
        Ok(Self {
            acting,
            before: Before::of(&hand.request, &fields()),
            kinds: new::kinds(app, visitor.locale),
            themes: places.all_themes(),
            frequencies: frequency::choices(
                app,
                visitor.locale,
                filled.values.get("wanted_frequency").map(String::as_str),
            ),
            theme_open: hand.request.theme_pending,
            filled,
        })
    }
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "pages/requests/edit.html";
    const SECTION: &'static str = "requests";

    fn samples() -> Vec<Self> {
        let places = |keys: &[&str]| keys.iter().map(|key| Place::new(key, key)).collect::<Vec<_>>();
        let sample = |acting| Self {
            acting,
            before: vec![Before {
                name: "title",
                value: "Compras <b>".into(),
            }],
            kinds: places(&["new_dataset", "update"]),
            themes: places(&["budget", "other"]),
            frequencies: places(&["R/P1M"]),
            theme_open: false,
            filled: Filled::from_pairs([("title", "Compras <b>"), ("kind", "update"), ("theme", "budget")]),
        };
        let mut all: Vec<Self> = Acting::samples().into_iter().map(sample).collect();
        all.push(Self {
            theme_open: true,
            filled: Filled::from_pairs([("body", "corto")])
                .wrong("body", "Muy corto".into())
                .wrong("", "No cambiaste nada".into()),
            ..all[0].clone()
        });
        all
    }
}
