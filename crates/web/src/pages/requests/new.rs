//! `/requests/new`: ask for data. Two fields are enough; whoever is not signed in proves the address last. What was asked in
//! like words is shown before it is sent, on this page as one types or on a step of its own.

use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    data_request::NewDataRequest,
    inventory::Wanted,
    locale::Locale,
    ops::{self, AskedFor, File, SentFile, Wish},
    person::Sector,
    policy::Actor,
    status::{Kind, Origin},
    store::{Tx, attachments, drafts},
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    drafting,
    similar::{Like, before_sending},
};
use crate::{
    AppState,
    attached::{self, FileLine, Gathered},
    filled::Filled,
    form::Form,
    handle::{self, For},
    jar::Jar,
    page::{self, Here, Page},
    pages::{
        inventory::{self, ask::path_of},
        places::{Place, Places},
    },
    problem::Fault,
    query::Query,
    upload::Upload,
    visitor::Visitor,
};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct New {
    /// What is in the form.
    pub filled: Filled,
    /// Whether more than the two fields are unfolded.
    pub unfolded: bool,
    /// Somebody is signed in: the address is known.
    pub known: bool,
    /// Staff files for others too.
    pub staff: bool,
    /// What the request is about.
    pub kinds: Vec<Place>,
    /// The themes.
    pub themes: Vec<Place>,
    /// The areas.
    pub areas: Vec<Place>,
    /// What kind of data user somebody may say they are.
    pub sectors: Vec<Place>,
    /// The files that go with it.
    pub files: Vec<FileLine>,
    /// Something was found in one of them: its sender decides before anything is sent.
    pub undecided: bool,
    /// What was asked in like words; shown before it is sent.
    pub similar: Vec<Like>,
    /// What this follows on from.
    pub follows: Option<String>,
    /// What of an area's inventory it asks for.
    pub wanted: Option<WantedShown>,
    /// When the form was made, sealed.
    pub begun: String,
}

/// What a request asks for that an area holds and does not publish.
#[derive(Debug, Clone, Serialize)]
pub struct WantedShown {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub title: String,
}

/// The form: empty, with what the address brings (`body`, `follows`, `inventory`), or with what a draft holds (`draft`).
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    query: Query,
) -> Result<Response, Fault> {
    let mut filled = Filled::default();
    for name in ["body", "title", "kind", "theme", "area", "dataset", "follows"] {
        if let Some(value) = query.one(name) {
            filled.put(name, value);
        }
    }
    let mut files = Gathered::default();
    if let Some(id) = query.one("inventory") {
        filled = asking(&app, &visitor, id).await?;
    }
    // What somebody looked for and did not find.
    if let Some(words) = query.one("q") {
        filled.put("body", words);
    }
    if let Some(id) = query
        .one("draft")
        .and_then(|text| handle::open(&app, For::Draft, text))
        && let Some(draft) = drafts::get(&app.db.read(), domain::ids::DraftId(id)).await?
    {
        filled = Filled::from_pairs(
            draft
                .fields
                .iter()
                .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))),
        );
        filled.put("email", draft.email.as_str());
        files = Gathered::of_draft(attachments::of_draft(&app.db.read(), draft.id).await?);
    }
    let page = New::read(&app, &visitor, filled, &files).await?;
    page::form(&app, &visitor, &jar, &here, (StatusCode::OK, &page))
}

/// Files it, or keeps it until its address is proved. Its files are kept first: whatever is wrong, nobody sends them again.
pub async fn send(
    State(app): State<AppState>,
    visitor: Visitor,
    jar: Jar,
    here: Here,
    Upload { form, files }: Upload,
) -> Result<Response, Fault> {
    let files = Gathered::of(&app, &visitor, &form, files).await?;
    let form = form.without(&attached::FIELDS);
    let show = async |status, page: New| page::form(&app, &visitor, &jar, &here, (status, &page));
    if let Some(problem) = files.problem(&app, &visitor) {
        let filled = Filled::of(&form).wrong(attached::CHOSEN, problem);
        let page = New::read(&app, &visitor, filled, &files).await?;
        let status = files
            .fault()
            .map_or(StatusCode::UNPROCESSABLE_ENTITY, |fault| fault.status());
        return show(status, page).await;
    }
    // Words that are ready ask for what is known to be there and not published.
    let found = match Wanted::of(&form.members()) {
        Some(Wanted { ready: true, .. }) => Vec::new(),
        _ => before_sending(&app, &visitor, &form).await?,
    };
    if !found.is_empty() || files.is_undecided() {
        let page = New {
            similar: found,
            undecided: files.is_undecided(),
            ..New::read(&app, &visitor, Filled::of(&form), &files).await?
        };
        return show(StatusCode::OK, page).await;
    }
    let sent = match visitor.actor {
        Actor::Person(_) => file(&app, (&visitor, &jar), &form, files.sent.clone()).await,
        Actor::Visitor | Actor::System(_) => {
            let wrong = |fields: &Map<String, Value>| NewDataRequest::parse(fields).err();
            let form = (&form, files.sent.clone());
            drafting::start_with(&app, (&visitor, &jar), form, Wish::File, wrong).await
        }
    };
    match sent {
        Ok(path) => Ok(page::see_other(&app, &path)),
        Err(Fault::Invalid(invalid)) => {
            let words = app.engine.words();
            let filled = Filled::of(&form).refused(words, visitor.locale, &invalid);
            let page = New::read(&app, &visitor, filled, &files).await?;
            show(StatusCode::UNPROCESSABLE_ENTITY, page).await
        }
        Err(fault) => Err(fault),
    }
}

/// Whoever is signed in files at once.
async fn file(
    app: &AppState,
    (visitor, jar): (&Visitor, &Jar),
    form: &Form,
    files: Vec<SentFile>,
) -> Result<String, Fault> {
    let mut members = form.members();
    // Blank fields of a fold that nobody opened say nothing.
    let behalf = members.get("on_behalf_of").and_then(Value::as_object);
    if behalf.is_some_and(|behalf| {
        behalf
            .values()
            .all(|value| value.as_str().is_none_or(str::is_empty))
    }) {
        members.remove("on_behalf_of");
    }
    let wanted = Wanted::of(&members);
    let new = NewDataRequest::parse(&members).map_err(Fault::Invalid)?;
    let caller = visitor.caller(app, form.key(visitor, jar)?);
    let input = File {
        new,
        origin: Origin::Web,
        files,
    };
    let asked = app
        .db
        .write(async move |tx: &Tx| match wanted {
            Some(wanted) => ops::ask_inventory(tx, &caller, wanted, input.clone()).await,
            None => ops::file(tx, &caller, input.clone()).await.map(AskedFor::Filed),
        })
        .await
        .map_err(Fault::from)?;
    app.wake.notify_one();
    Ok(path_of(asked))
}

/// A form that asks for something of the inventory, filled in; an empty one where there is nothing to be asked for.
async fn asking(app: &AppState, visitor: &Visitor, id: &str) -> Result<Filled, Fault> {
    let mut filled = Filled::default();
    let item = match inventory::find(app, id).await {
        Ok(item) if item.state.may_be_asked() => item,
        Ok(_) | Err(Fault::NotFound) => return Ok(filled),
        Err(fault) => return Err(fault),
    };
    let places = Places::load(&app.db.read(), visitor.locale).await?;
    for (name, value) in inventory::ready(app, visitor.locale, &places, &item) {
        if name == "body" {
            filled.put(Wanted::READY, &value);
        }
        filled.put(name, &value);
    }
    filled.put(Wanted::ITEM, &item.id.to_string());
    Ok(filled)
}

/// What a form asks for, as the page shows it.
async fn wanted(app: &AppState, filled: &Filled) -> Result<Option<WantedShown>, Fault> {
    let Some(id) = filled.values.get(Wanted::ITEM) else {
        return Ok(None);
    };
    match inventory::find(app, id).await {
        Ok(item) => Ok(Some(WantedShown {
            id: item.id.0,
            title: item.said.title,
        })),
        Err(Fault::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

impl New {
    async fn read(
        app: &AppState,
        visitor: &Visitor,
        mut filled: Filled,
        files: &Gathered,
    ) -> Result<Self, Fault> {
        let places = Places::load(&app.reader(&visitor.actor), visitor.locale).await?;
        if let Some(area) = filled.values.get_mut("area") {
            *area = places.current(area).to_owned();
        }
        let in_fold = |name: &&String| {
            !matches!(
                name.as_str(),
                "body"
                    | "email"
                    | "kind"
                    | "similar_seen"
                    | "begun"
                    | "website"
                    | attached::CHOSEN
                    | Wanted::ITEM
                    | Wanted::READY
            )
        };
        let touched = filled.values.iter().filter(|(_, value)| !value.is_empty());
        let wanted = wanted(app, &filled).await?;
        // What is ready needs no looking at.
        let unfolded = wanted.is_none() && touched.map(|(name, _)| name).any(|name| in_fold(&name))
            || filled.errors.keys().any(|name| in_fold(&name));
        Ok(Self {
            unfolded,
            known: matches!(visitor.actor, Actor::Person(_)),
            staff: visitor.actor.is_staff(),
            kinds: kinds(app, visitor.locale),
            themes: places.all_themes(),
            areas: places
                .areas
                .iter()
                .filter(|area| area.closed_on.is_none())
                .map(|area| Place::new(&area.slug, area.name_in(visitor.locale)))
                .collect(),
            sectors: sectors(app, visitor.locale),
            files: files.lines(app, visitor),
            undecided: false,
            similar: Vec::new(),
            wanted,
            begun: handle::seal(app, For::Form, app.clock.now().as_second()),
            follows: filled
                .values
                .get("follows")
                .filter(|text| !text.is_empty())
                .cloned(),
            filled,
        })
    }
}

/// The kinds of request, as plain questions.
pub fn kinds(app: &AppState, locale: Locale) -> Vec<Place> {
    let words = app.engine.words();
    let asked = |kind: &Kind| {
        let question = words.text(locale, question(*kind), &render::Args::new());
        Place::new(kind.as_str(), &question)
    };
    Kind::ALL.iter().map(asked).collect()
}

/// What kind of data user somebody may say they are.
pub fn sectors(app: &AppState, locale: Locale) -> Vec<Place> {
    let words = app.engine.words();
    let said = Sector::ALL.iter().filter(|sector| **sector != Sector::Unknown);
    said.map(|sector| Place::new(sector.as_str(), &words.name(locale, *sector)))
        .collect()
}

/// What happens to the data today, in plain words: it decides the kind.
const fn question(kind: Kind) -> &'static str {
    match kind {
        Kind::NewDataset => "new-kind-new_dataset",
        Kind::Update => "new-kind-update",
        Kind::Frequency => "new-kind-frequency",
        Kind::Improvement => "new-kind-improvement",
        Kind::Locate => "new-kind-locate",
    }
}

impl Page for New {
    const TEMPLATE: &'static str = "pages/requests/new.html";
    const SECTION: &'static str = "new";

    fn samples() -> Vec<Self> {
        let places = |keys: &[&str]| keys.iter().map(|key| Place::new(key, key)).collect::<Vec<_>>();
        let empty = Self {
            kinds: places(&["new_dataset", "update"]),
            themes: places(&["budget", "other"]),
            areas: places(&["salud"]),
            sectors: places(&["citizen", "journalism"]),
            ..Self::default()
        };
        let typed = Filled::from_pairs([
            ("body", "Cuanta gente trabaja en <b>cada</b> reparticion"),
            ("email", "mariana@"),
            ("theme", "budget"),
            ("anonymous", "true"),
        ]);
        vec![
            empty.clone(),
            Self {
                known: true,
                staff: true,
                follows: Some("PD-2026-000007".into()),
                ..empty.clone()
            },
            Self {
                filled: typed
                    .clone()
                    .wrong("body", "Contanos mas".into())
                    .wrong("email", "Falta el dominio".into())
                    .wrong("area", "No existe".into())
                    .wrong("kind", "Elegi una".into())
                    .wrong("", "Algo mas".into()),
                unfolded: true,
                ..empty.clone()
            },
            Self {
                filled: typed.clone(),
                similar: Like::samples(),
                files: FileLine::samples(),
                ..empty.clone()
            },
            Self {
                filled: Filled::from_pairs([
                    ("body", "Pido <b>estos"),
                    ("inventory", "7"),
                    ("inventory_text", "Pido <b>estos"),
                ]),
                wanted: Some(WantedShown {
                    id: 7,
                    title: "Turnos <b>".into(),
                }),
                ..empty.clone()
            },
            Self {
                filled: typed.wrong(attached::CHOSEN, "Es <b>muy</b> grande".into()),
                files: FileLine::samples(),
                undecided: true,
                ..empty
            },
        ]
    }
}
