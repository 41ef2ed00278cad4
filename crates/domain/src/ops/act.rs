//! Any action on a request. The order of the checks is the contract's: repeat, precondition, right, version, status, fields.

use super::{
    Caller, Error, audit::audit, effects, find, mention::note_mentions, record::record, remember, repeated,
};
use crate::{
    action::{Action, Draft, Named},
    audit::Audited,
    data_request::DataRequest,
    field::FieldCode,
    ids::AreaId,
    person::Email,
    policy::{Intent, Permit, allowed, authorize},
    reference::Reference,
    standing::Given,
    status::ActionKind,
    store::{
        Tx, areas, calendar, following, mentions, people,
        requests::{self, Found, Lock},
    },
};

/// Which version the caller acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expects {
    /// Nothing said: refused.
    Nothing,
    /// Whatever it is now.
    Any,
    /// Exactly this one.
    Version(i64),
}

/// An action to be done.
#[derive(Debug, Clone)]
pub struct Act {
    /// On which request.
    pub reference: Reference,
    /// What, its fields not yet read.
    pub draft: Draft,
    /// The version the caller saw.
    pub expects: Expects,
}

/// Does an action, or refuses it. A repeat of a call does nothing.
pub async fn act(tx: &Tx, caller: &Caller, input: Act) -> Result<(), Error> {
    if repeated(tx, caller).await?.is_some() {
        return Ok(());
    }
    let Act {
        reference,
        draft,
        expects,
    } = input;
    let before = find(tx, &caller.actor, reference, Lock::Yes).await?;
    let supports = match caller.actor.person() {
        Some(person) => following::supports(tx, before.id, person).await?,
        None => false,
    };
    if expects == Expects::Nothing {
        return Err(Error::NoIfMatch);
    }
    let intent = intent(tx, &draft).await?;
    let permit = authorize(&caller.actor, &intent, &before, supports)?;
    if matches!(expects, Expects::Version(version) if version != before.version) {
        return Err(Error::Stale {
            version: before.version,
        });
    }
    let today = caller.moment.today;
    let refuse = |refusal| Error::refused(refusal, &before, allowed(&caller.actor, &before, supports, today));
    before
        .standing
        .possible(draft.kind, permit.role(), today)
        .map_err(refuse)?;
    let (named, message) = draft.parse(needs_message(&permit, &before), today)?;
    let action = look_up(tx, caller, &before, named).await?;
    perform(tx, caller, &permit, &before, &action, message.as_deref())
        .await
        .map_err(|error| match error {
            Failed::Refused(refusal) => refuse(refusal),
            Failed::Other(error) => error,
        })?;
    if permit.role().is_staff() {
        let subject = format!("{} {reference}", permit.action());
        audit(tx, caller, Audited::Act, Some(subject)).await?;
    }
    remember(tx, caller, &reference.to_string()).await
}

/// Why an action could not be performed; a refusal still has to learn what would be possible.
pub(super) enum Failed {
    Refused(crate::standing::Refusal),
    Other(Error),
}

impl Failed {
    /// The error for a caller who is not offered anything else.
    pub(super) fn into_error(self, request: &DataRequest) -> Error {
        match self {
            Self::Refused(refusal) => Error::refused(refusal, request, Vec::new()),
            Self::Other(error) => error,
        }
    }
}

impl<E: Into<Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Decides, records, and does what an action does besides.
pub(super) async fn perform(
    tx: &Tx,
    caller: &Caller,
    permit: &Permit,
    before: &DataRequest,
    action: &Action,
    message: Option<&str>,
) -> Result<(), Failed> {
    let calendar = calendar::load(tx, before.standing.round.day_0).await?;
    let given = Given {
        moment: caller.moment,
        calendar: &calendar,
        actor: permit.actor(),
        role: permit.role(),
    };
    let mut change = before.standing.decide(action, &given).map_err(Failed::Refused)?;
    change.details.on_behalf = action.kind() == ActionKind::Reply && permit.role().is_staff();
    change.details.by_area_staff = action.kind() == ActionKind::Confirm && permit.by_area_staff();
    let mut after = before.clone();
    let mut texts: Vec<(String, String)> = Vec::new();
    if let Some(message) = message {
        texts.push(("message".into(), message.into()));
    }
    effects::before_the_event(
        tx,
        caller,
        permit,
        (before, &mut after),
        action,
        &mut change,
        &mut texts,
    )
    .await?;
    let borrowed = texts
        .iter()
        .map(|(field, text)| (field.as_str(), text.as_str()))
        .collect();
    let event = record(tx, permit, before, &mut after, &change, (borrowed, &calendar)).await?;
    if matches!(action.kind(), ActionKind::Edit | ActionKind::Redact) {
        // What was taken out names nobody any more.
        mentions::forget_own(tx, before.id).await?;
        let own = [Some(&after.body), after.purpose.as_ref()];
        for text in own.into_iter().flatten() {
            note_mentions(tx, before.id, None, text).await?;
        }
    }
    for (_, text) in texts.iter().filter(|(field, _)| !field.ends_with("_before")) {
        note_mentions(tx, before.id, None, text).await?;
    }
    effects::after_the_event(tx, caller, permit, (before, &after), action, (event, &calendar)).await
}

/// What decides the right to an action, as far as it can be read before the fields are judged.
async fn intent(tx: &Tx, draft: &Draft) -> Result<Intent, Error> {
    let area = match draft.area().filter(|_| draft.kind == ActionKind::Assign) {
        Some(slug) => areas::find(tx, slug).await?.map(|area| area.id),
        None => None,
    };
    let fields = if draft.kind == ActionKind::Edit {
        draft.edited().collect()
    } else {
        Vec::new()
    };
    Ok(Intent {
        action: draft.kind,
        area,
        fields,
    })
}

/// Staff explains itself, in public: all but the first assignment, the start, and showing again what was hidden.
pub fn needs_message(permit: &Permit, request: &DataRequest) -> bool {
    match permit.action() {
        ActionKind::Reply | ActionKind::Dispute | ActionKind::Reopen => true,
        ActionKind::Start | ActionKind::Unhide => false,
        ActionKind::Assign => request.standing.assigned,
        _ => permit.role().is_staff(),
    }
}

/// Finds the rows that the fields name.
async fn look_up(tx: &Tx, caller: &Caller, request: &DataRequest, named: Named) -> Result<Action, Error> {
    match named {
        Named::Ready(Action::Edit(edit)) => {
            if let Some(theme) = &edit.theme
                && crate::store::themes::find(tx, theme).await?.is_none()
            {
                return Err(Error::field("#/theme", FieldCode::NotATheme));
            }
            Ok(Action::Edit(edit))
        }
        Named::Ready(action) => Ok(action),
        Named::Assign { area, person } => {
            let area = open_area(tx, &area, "#/area").await?;
            let person = match person {
                None => None,
                Some(text) => Some(liaison_of(tx, area, &text).await?),
            };
            Ok(Action::Assign { area, person })
        }
        Named::Split { areas } => {
            let mut ids = Vec::with_capacity(areas.len());
            for (index, slug) in areas.iter().enumerate() {
                ids.push(open_area(tx, slug, &format!("#/areas/{index}")).await?);
            }
            Ok(Action::Split { areas: ids })
        }
        Named::Merge { into } => {
            let target = match requests::find(tx, &caller.actor, into, Lock::Yes).await? {
                Found::Visible(target) => target,
                Found::Hidden(_) | Found::Nothing => {
                    return Err(Error::field("#/into", FieldCode::NotARequest));
                }
            };
            let unfit = target.id == request.id
                || target.standing.hidden.is_some()
                || target.standing.merged.is_some();
            if unfit {
                return Err(Error::field("#/into", FieldCode::NotMergeable));
            }
            Ok(Action::Merge { into: target.id })
        }
    }
}

async fn open_area(tx: &Tx, slug: &str, pointer: &str) -> Result<AreaId, Error> {
    let area = areas::find(tx, slug)
        .await?
        .ok_or_else(|| Error::field(pointer, FieldCode::NotAnArea))?;
    if area.closed_on.is_some() {
        return Err(Error::field(pointer, FieldCode::AreaClosed));
    }
    Ok(area.id)
}

async fn liaison_of(tx: &Tx, area: AreaId, text: &str) -> Result<crate::ids::PersonId, Error> {
    let unfit = || Error::field("#/person", FieldCode::NotALiaison);
    let email = Email::parse(text).ok_or_else(unfit)?;
    let person = people::find(tx, &email).await?.ok_or_else(unfit)?;
    let fits = person.areas.contains(&area) && !person.disabled;
    if fits { Ok(person.id) } else { Err(unfit()) }
}
