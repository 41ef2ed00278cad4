//! The form of one action: what can be chosen in it, and what it holds to begin with.

use domain::{
    action::{EDITABLE, EDITABLE_BY_LIAISON, RedactTarget},
    data_request::DataRequest,
    event::EventKind,
    legal_check::LegalCheck,
    locale::Locale,
    ops,
    policy::{Intent, authorize},
    status::{ActionKind, Ground, HideReason, Kind, Outcome},
    store::{attachments, comments, events::Told, people, ready_answers},
};
use render::{
    Args, Words, format, markdown,
    names::{Named, readiness_key},
};
use serde::Serialize;

use super::{Looking, last, suggested};
use crate::{
    filled::Filled,
    pages::{
        places::{Place, Places},
        requests::edited::{Before, value_of},
    },
    problem::Fault,
};

/// The form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ActionForm {
    /// The action's key.
    pub action: &'static str,
    /// The version it acts on.
    pub version: i64,
    /// Whether the action needs a message.
    pub message_needed: bool,
    /// It replaces an answer, or a date, that was given before.
    pub again: bool,
    /// The fields that can be edited.
    pub fields: Vec<&'static str>,
    /// What the edited fields held when the form was made.
    pub before: Vec<Before>,
    /// What can be chosen.
    pub choices: Choices,
}

/// What can be chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choices {
    /// Areas, by slug.
    pub areas: Vec<Place>,
    /// Liaisons, by address, of each of the areas.
    pub people: Vec<Colleagues>,
    /// Outcomes, by key.
    pub outcomes: Vec<Place>,
    /// Legal grounds, by key.
    pub grounds: Vec<Place>,
    /// Kinds, by key.
    pub kinds: Vec<Place>,
    /// Themes, by key.
    pub themes: Vec<Place>,
    /// How ready the data is, by number of steps.
    pub readiness: Vec<Place>,
    /// What a look at the law may have found, by key.
    pub legal_checks: Vec<Place>,
    /// Reasons to hide, by key.
    pub reasons: Vec<Place>,
    /// Texts that words can be taken from: `title`, or `event:12`.
    pub targets: Vec<Place>,
    /// The area that answers for requests like this one.
    pub suggested: Option<Place>,
    /// Ready-made answers, by number.
    pub ready: Vec<Place>,
}

/// The liaisons of an area.
#[derive(Debug, Clone, Serialize)]
pub struct Colleagues {
    /// The area's name.
    pub area: String,
    /// They, by address.
    pub people: Vec<Place>,
}

/// Characters of a text that tell which one it is.
const TOLD_BY: usize = 60;

impl ActionForm {
    pub(in crate::pages::desk) async fn read(
        looking: &Looking<'_>,
        request: &DataRequest,
        places: &Places,
        action: ActionKind,
        told: &[Told],
    ) -> Result<Self, Fault> {
        let (words, locale) = (looking.app.engine.words(), places.locale());
        let actor = looking.actor();
        let permit = authorize(actor, &Intent::any(action), request, false);
        let mut form = Self {
            action: action.as_str(),
            version: request.version,
            message_needed: permit.is_ok_and(|permit| ops::needs_message(&permit, request)),
            ..Self::default()
        };
        let choices = &mut form.choices;
        match action {
            ActionKind::Assign => {
                form.again = request.standing.assigned;
                let open = open_areas(looking, request, places);
                choices.people = colleagues(looking, &open, locale).await?;
                choices.areas = open
                    .iter()
                    .map(|area| Place::new(&area.slug, area.name_in(locale)))
                    .collect();
                choices.suggested = suggested::area(looking, request, &choices.areas).await?;
            }
            ActionKind::Plan => form.again = request.standing.promise.on.is_some(),
            ActionKind::Answer => {
                form.again = request.standing.outcome.is_some();
                let outcomes = Outcome::ALL
                    .iter()
                    .copied()
                    .filter(|outcome| outcome.is_an_answer());
                choices.outcomes = named(words, locale, outcomes, Outcome::as_str);
                choices.grounds = named(words, locale, Ground::ALL.iter().copied(), Ground::as_str);
                let ready = ready_answers::for_area(&looking.reader(), request.standing.area).await?;
                choices.ready = ready
                    .iter()
                    .map(|answer| Place::new(&answer.id.to_string(), &answer.title))
                    .collect();
            }
            ActionKind::Split => {
                let open = open_areas(looking, request, places);
                choices.areas = open
                    .iter()
                    .map(|area| Place::new(&area.slug, area.name_in(locale)))
                    .collect();
            }
            ActionKind::Edit => {
                form.fields = if actor.coordinates() {
                    EDITABLE.to_vec()
                } else {
                    EDITABLE_BY_LIAISON.to_vec()
                };
                form.before = Before::of(request, &form.fields);
                choices.kinds = named(words, locale, Kind::ALL.iter().copied(), Kind::as_str);
                choices.legal_checks =
                    named(words, locale, LegalCheck::ALL.iter().copied(), LegalCheck::as_str);
                choices.readiness = readiness(words, locale);
                choices.themes = places
                    .themes
                    .iter()
                    .map(|theme| Place::new(&theme.key, theme.name_in(locale)))
                    .collect();
            }
            ActionKind::Hide => {
                choices.reasons = named(words, locale, HideReason::ALL.iter().copied(), HideReason::as_str);
            }
            ActionKind::Redact => choices.targets = targets(looking, request, (words, locale), told).await?,
            _ => {}
        }
        Ok(form)
    }

    /// The form for this one and another request together.
    pub(in crate::pages::desk) fn and(mut self, other: &Self) -> Self {
        let has = |place: &Place, others: &[Place]| others.iter().any(|other| other.key == place.key);
        self.message_needed |= other.message_needed;
        self.again |= other.again;
        self.choices.areas.retain(|area| has(area, &other.choices.areas));
        self.choices
            .people
            .retain(|one| other.choices.people.iter().any(|it| it.area == one.area));
        self
    }
}

/// What the form of an action holds to begin with.
pub(super) fn filled(request: &DataRequest, action: ActionKind, told: &[Told]) -> Filled {
    let mut filled = Filled::default();
    let standing = &request.standing;
    match action {
        ActionKind::Assign => filled.put("area", request.area.as_deref().unwrap_or_default()),
        ActionKind::Plan => {
            let on = standing.promise.on.map(|on| on.to_string());
            filled.put("promised_on", &on.unwrap_or_default());
        }
        ActionKind::Answer if standing.outcome.is_some() => {
            let evidence = &request.evidence;
            let message = last(told, ActionKind::Answer).and_then(|told| told.text("message"));
            for (name, value) in [
                ("outcome", standing.outcome.map(Outcome::as_str)),
                ("dataset", evidence.dataset.as_deref()),
                ("url", evidence.url.as_deref()),
                ("how", evidence.how.as_deref()),
                ("missing", evidence.missing.as_deref()),
                ("ground", evidence.ground.map(Ground::as_str)),
                ("responsible", evidence.responsible.as_deref()),
                ("message", message),
            ] {
                filled.put(name, value.unwrap_or_default());
            }
        }
        ActionKind::Edit => {
            for name in EDITABLE {
                filled.put(name, &value_of(request, name));
            }
        }
        _ => {}
    }
    filled
}

/// How ready data may be.
fn readiness(words: &Words, locale: Locale) -> Vec<Place> {
    let step = |step: i64| {
        let key = readiness_key(step)?;
        let text = words.text(locale, key, &Args::new());
        Some(Place::new(&step.to_string(), &format!("{step}. {text}")))
    };
    (0..=5).filter_map(step).collect()
}

/// The areas that this person may name: for a liaison that takes a request in, its own.
fn open_areas<'a>(
    looking: &Looking<'_>,
    request: &DataRequest,
    places: &'a Places,
) -> Vec<&'a domain::store::areas::Area> {
    let may_name = |area: &&domain::store::areas::Area| {
        let intent = Intent {
            area: Some(area.id),
            ..Intent::any(ActionKind::Assign)
        };
        area.closed_on.is_none() && authorize(looking.actor(), &intent, request, false).is_ok()
    };
    places.areas.iter().filter(may_name).collect()
}

async fn colleagues(
    looking: &Looking<'_>,
    areas: &[&domain::store::areas::Area],
    locale: Locale,
) -> Result<Vec<Colleagues>, Fault> {
    let liaisons = people::liaisons(&looking.reader()).await?;
    let words = looking.app.engine.words();
    let of = |area: &&domain::store::areas::Area| {
        let theirs = liaisons.iter().filter(|liaison| liaison.area == area.id);
        let place = |liaison: &people::Liaison| {
            let name = Some(liaison.name.as_str()).filter(|name| !name.is_empty());
            let name = name.unwrap_or(liaison.email.as_str());
            let away = liaison
                .away_until
                .filter(|until| *until >= looking.app.moment().today);
            let name = away.map_or_else(
                || name.to_owned(),
                |until| {
                    let until = format::date_long(words, locale, until);
                    words.text(
                        locale,
                        "desk-away",
                        &Args::new().with("name", name).with("until", until),
                    )
                },
            );
            Place::new(liaison.email.as_str(), &name)
        };
        Colleagues {
            area: area.name_in(locale).to_owned(),
            people: theirs.map(place).collect(),
        }
    };
    let all = areas.iter().map(of);
    Ok(all.filter(|colleagues| !colleagues.people.is_empty()).collect())
}

fn named<T: Named>(
    words: &Words,
    locale: Locale,
    values: impl Iterator<Item = T>,
    key: fn(T) -> &'static str,
) -> Vec<Place> {
    values
        .map(|value| Place::new(key(value), &words.name(locale, value)))
        .collect()
}

/// Every text that somebody wrote here, each told by its beginning.
async fn targets(
    looking: &Looking<'_>,
    request: &DataRequest,
    (words, locale): (&Words, Locale),
    told: &[Told],
) -> Result<Vec<Place>, Fault> {
    let place = |target: RedactTarget, id: Option<i64>, text: &str| {
        let key = id.map_or_else(|| target.to_string(), |id| format!("{target}:{id}"));
        let begins = markdown::excerpt(text, TOLD_BY);
        Place::new(&key, &format!("{}: {begins}", words.name(locale, target)))
    };
    let mut targets = vec![
        place(RedactTarget::Title, None, &request.title),
        place(RedactTarget::Body, None, &request.body),
    ];
    if let Some(purpose) = &request.purpose {
        targets.push(place(RedactTarget::Purpose, None, purpose));
    }
    for told in told {
        // What was filed is the request itself.
        let text = told.passages.iter().find_map(|passage| passage.body.as_deref());
        if let Some(text) = text.filter(|_| told.event.change.kind != EventKind::File) {
            targets.push(place(RedactTarget::Event, Some(told.event.id.0), text));
        }
    }
    for comment in comments::of_request(&looking.reader(), request.id, true).await? {
        targets.push(place(RedactTarget::Comment, Some(comment.id.0), &comment.text));
    }
    for file in attachments::of_request(&looking.reader(), request.id).await? {
        if file.erased_at.is_none() {
            targets.push(place(RedactTarget::File, Some(file.id.0), &file.name));
        }
    }
    Ok(targets)
}
