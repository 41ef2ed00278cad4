//! What can be done to a request: by anybody, and by whoever is signed in.

use domain::{
    data_request::DataRequest,
    event::ActorRole,
    ops::{comments_are_closed, may_attach},
    policy::{self, Actor},
    status::ActionKind,
    store::{ReadError, Reader, following},
};
use jiff::civil::Date;
use serde::Serialize;

/// The small pages that make sense now, whoever reads.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a list of doors, open or not")]
pub struct Ways {
    /// To say "I need it too", and to follow it.
    pub join: bool,
    /// To comment.
    pub comment: bool,
    /// A question waits for its reply.
    pub reply: bool,
    /// An answer waits for the verdict.
    pub verdict: bool,
    /// It ended, and may be taken up again.
    pub reopen: bool,
}

/// What it is to somebody who is signed in, and what they may do.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a list of doors, open or not")]
pub struct Own {
    /// It is theirs.
    pub owner: bool,
    /// They need it too.
    pub supports: bool,
    /// They hear of it.
    pub follows: bool,
    /// They have a desk to open it at.
    pub desk: bool,
    /// A question waits for them.
    pub reply: bool,
    /// An answer waits for their verdict.
    pub verdict: bool,
    /// They may say it better.
    pub edit: bool,
    /// They may take it back.
    pub withdraw: bool,
    /// They may take it up again.
    pub reopen: bool,
    /// They may add a file.
    pub attach: bool,
}

impl Ways {
    /// Of a request, today.
    pub fn of(request: &DataRequest, today: Date) -> Self {
        let standing = &request.standing;
        let possible = |kind| standing.possible(kind, ActorRole::Requester, today).is_ok();
        let gone = standing.hidden.is_some() || standing.merged.is_some();
        Self {
            join: !gone,
            comment: !gone && !comments_are_closed(request, today),
            reply: possible(ActionKind::Reply),
            verdict: possible(ActionKind::Confirm),
            reopen: possible(ActionKind::Reopen),
        }
    }
}

impl Own {
    /// Of a request, for `actor`; none for somebody who is not signed in.
    pub async fn read(
        reader: &Reader<'_>,
        actor: &Actor,
        request: &DataRequest,
        today: Date,
    ) -> Result<Option<Self>, ReadError> {
        let Some(person) = actor.person() else {
            return Ok(None);
        };
        let owner = person == request.standing.requester;
        let supports = following::supports(reader, request.id, person).await?;
        // What staff may do besides is done at its desk.
        let involved = owner || supports && !actor.is_staff();
        let allowed = policy::allowed(actor, request, supports, today);
        let is_possible = |kind| {
            let standing = &request.standing;
            standing.possible(kind, ActorRole::Requester, today).is_ok()
        };
        let may = |kind| involved && allowed.contains(&kind);
        Ok(Some(Self {
            owner,
            supports,
            follows: following::follows(reader, request.id, person).await?,
            desk: actor.is_staff(),
            reply: may(ActionKind::Reply),
            verdict: may(ActionKind::Confirm),
            // Coordinators edit at any time, but at their desk.
            edit: owner && is_possible(ActionKind::Edit),
            withdraw: may(ActionKind::Withdraw),
            reopen: may(ActionKind::Reopen),
            attach: may_attach(actor, request).is_ok(),
        }))
    }
}
