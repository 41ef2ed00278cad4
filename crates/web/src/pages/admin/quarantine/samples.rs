//! Kept mails for the samples of the pages: one for each reason.

use domain::{
    ids::IncomingId,
    incoming::Unfit,
    kept_mail::{KeptLetter, OpenedMail},
    store::incoming::Kept,
};

/// One for each reason.
pub fn all() -> Vec<Kept> {
    Unfit::ALL.iter().map(|why| kept(*why)).collect()
}

/// One that was kept for this reason.
pub fn kept(why: Unfit) -> Kept {
    Kept {
        id: IncomingId(7),
        why,
        sender: if why == Unfit::Unreadable {
            "?"
        } else {
            "a***@example.org"
        }
        .into(),
        size: 15_000,
        whole: why != Unfit::TooBig,
        at: "2026-12-01T12:00:00Z".parse().unwrap_or_default(),
        dedupe: String::new(),
    }
}

/// The same, opened.
pub fn opened(why: Unfit) -> OpenedMail {
    OpenedMail {
        kept: kept(why),
        letter: Some(KeptLetter {
            from: "ana@example.org".into(),
            to: "responder+abc@example.org".into(),
            date: "Tue, 1 Dec 2026 09:00:00 -0300".into(),
            subject: "Re: mi <b>pedido</b>".into(),
            text: "Hola,\n\n<script>alert(1)</script>\n<b>gracias</b>.\n\n> Cita".into(),
        }),
    }
}
