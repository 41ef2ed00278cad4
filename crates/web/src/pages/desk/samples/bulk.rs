//! Several requests at once.

use domain::status::{ActionKind, Status};

use crate::pages::{
    desk::{
        bulk::{self, Bulk},
        samples::{REFERENCE, all_wrong, form, mails, some},
        show::{ActionForm, Choices},
    },
    requests::chip::Chip,
};

/// Several at once: nothing chosen, each action, its mail, and what was not done.
pub fn bulks() -> Vec<Bulk> {
    let row = |reference: &str, reason: Option<String>| bulk::Row {
        reference: reference.into(),
        title: "Compras <b>por hospital</b>".into(),
        language: "en".into(),
        chip: Chip::of_status(Status::UnderReview),
        area: some("Ministerio de Salud"),
        reason,
    };
    let nothing = Bulk {
        rows: vec![row(REFERENCE, None)],
        chosen: format!("{REFERENCE}:7"),
        left_out: 3,
        ..Bulk::default()
    };
    let open = |action: ActionKind| Bulk {
        tabs: bulk::ACTIONS
            .map(|kind| bulk::Tab {
                action: kind.as_str(),
                query: format!("requests={REFERENCE}&action={kind}"),
                current: kind == action,
            })
            .to_vec(),
        form: Some(ActionForm {
            choices: Choices {
                ready: Vec::new(),
                ..form(action).choices
            },
            ..form(action)
        }),
        can_preview: true,
        ..nothing.clone()
    };
    let mut all = vec![Bulk::default(), nothing.clone()];
    all.extend(bulk::ACTIONS.map(open));
    all.push(Bulk {
        mails: Some(mails()),
        left_out: 0,
        ..open(ActionKind::Plan)
    });
    all.push(Bulk {
        rows: vec![
            row(REFERENCE, some("Alguien llegó antes <b>")),
            row("PD-2026-000124", None),
        ],
        filled: all_wrong(),
        done: vec!["PD-2026-000125".into(), "PD-2026-000126".into()],
        gone: vec!["PD-2026-000127".into()],
        can_preview: false,
        ..open(ActionKind::Assign)
    });
    all
}
