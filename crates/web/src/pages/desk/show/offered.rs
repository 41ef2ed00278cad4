//! What can be done to a request now, the likeliest first. The domain says what; this only puts it in order.

use domain::{
    data_request::DataRequest,
    policy::{self, Actor, Intent, authorize},
    status::{ActionKind, Status},
};
use jiff::civil::Date;
use serde::Serialize;

/// The actions that are offered.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Offered {
    /// The likeliest.
    pub tabs: Vec<Tab>,
    /// The others.
    pub more: Vec<Tab>,
}

/// An action.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Tab {
    /// Its key.
    pub action: &'static str,
    /// Its form is open.
    pub current: bool,
    #[serde(skip)]
    kind: ActionKind,
}

/// How many are shown at once.
const TABS: usize = 3;

/// What `actor` may do as staff to `request` now; `asked` is the one whose form is asked for.
pub fn offered(
    actor: &Actor,
    request: &DataRequest,
    supports: bool,
    today: Date,
    asked: Option<ActionKind>,
) -> Offered {
    let as_staff = |action: &ActionKind| {
        authorize(actor, &Intent::any(*action), request, supports)
            .is_ok_and(|permit| permit.role().is_staff())
    };
    let allowed = policy::allowed(actor, request, supports, today);
    let mut actions: Vec<ActionKind> = allowed.into_iter().filter(as_staff).collect();
    let likely = likely(request.standing.status);
    let place = |action: &ActionKind| likely.iter().position(|likely| likely == action);
    actions.sort_by_key(|action| place(action).unwrap_or(likely.len()));
    let open = asked
        .filter(|asked| actions.contains(asked))
        .or(actions.first().copied());
    let tab = |kind: &ActionKind| Tab {
        action: kind.as_str(),
        current: open == Some(*kind),
        kind: *kind,
    };
    let mut tabs: Vec<Tab> = actions.iter().map(tab).collect();
    let mut more = tabs.split_off(tabs.len().min(TABS));
    // The one that is open is always to be seen.
    if let Some(at) = more.iter().position(|tab| tab.current) {
        tabs.push(more.remove(at));
    }
    Offered { tabs, more }
}

impl Offered {
    /// The action whose form is open.
    pub fn open(&self) -> Option<ActionKind> {
        self.tabs.iter().find(|tab| tab.current).map(|tab| tab.kind)
    }

    /// One with these, the first one open.
    pub(in crate::pages::desk) fn sample(tabs: &[ActionKind], more: &[ActionKind]) -> Self {
        let tab = |(index, kind): (usize, &ActionKind)| Tab {
            action: kind.as_str(),
            current: index == 0,
            kind: *kind,
        };
        Self {
            tabs: tabs.iter().enumerate().map(tab).collect(),
            more: more.iter().map(|kind| tab((1, kind))).collect(),
        }
    }
}

/// All actions that staff may be offered, in the order in which they are likely in a status.
fn likely(status: Status) -> Vec<ActionKind> {
    use ActionKind as A;
    let first: &[A] = match status {
        Status::Received => &[A::Assign, A::Ask, A::Answer, A::Merge, A::Split],
        Status::UnderReview => &[A::Answer, A::Plan, A::Ask, A::Start, A::Inform],
        Status::NeedsInfo => &[A::Reply, A::Answer, A::Plan, A::Inform],
        Status::Planned => &[A::Answer, A::Start, A::Plan, A::Inform],
        Status::InPreparation => &[A::Answer, A::Inform, A::Plan],
        Status::Answered => &[A::Inform, A::Answer],
        Status::Closed => &[A::Reopen, A::Unmerge],
    };
    let rest = [
        A::Unhide,
        A::Answer,
        A::Plan,
        A::Ask,
        A::Start,
        A::Inform,
        A::Extend,
        A::Assign,
        A::Merge,
        A::Split,
        A::Edit,
        A::Hide,
        A::Redact,
    ];
    let rest = rest.into_iter().filter(|action| !first.contains(action));
    first.iter().copied().chain(rest).collect()
}
