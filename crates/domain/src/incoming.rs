//! Mail that comes in: what became of it, and why some of it is kept for staff to look at.

use crate::keys::keys;

keys! {
    /// What became of a mail.
    Fate {
        /// The reply to an open question.
        Answer = "answer",
        /// A comment.
        Comment = "comment",
        /// A mail of ours that came back was noted.
        Bounce = "bounce",
        /// Written by a machine, and of no use to anybody.
        Ignored = "ignored",
        /// Kept for staff to look at.
        Quarantine = "quarantine",
        /// Looked at, and thrown away.
        Dropped = "dropped",
    }
}

keys! {
    /// Why a mail was not taken in.
    Unfit {
        /// It is to no address that we gave anybody.
        NoToken = "no_token",
        /// Its token is not one of ours, or of a row that is no more.
        UnknownToken = "unknown_token",
        /// From another address than the one that the token was sent to.
        OtherSender = "other_sender",
        /// Staff speaks after its second factor, not by mail.
        Staff = "staff",
        /// The account is closed.
        Account = "account_closed",
        /// The request is hidden.
        Hidden = "hidden",
        /// It is too late to say anything about it.
        Closed = "comments_closed",
        /// Refused by a rule of the request.
        Refused = "refused",
        /// More in an hour than anybody writes.
        TooMany = "too_many",
        /// Nothing is left without what it quotes.
        Empty = "empty",
        /// More text than fits.
        TooLong = "too_long",
        /// More bytes than we read.
        TooBig = "too_big",
        /// Parts in parts in parts.
        TooDeep = "too_deep",
        /// No message, or no text that could be read.
        Unreadable = "unreadable",
        /// To where mails come back to, but no report about one.
        NotAReport = "not_a_report",
        /// Taken in, and what is attached to it kept here: nobody else has it.
        Attachments = "attachments",
    }
}

keys! {
    /// How final it is that a mail came back.
    Severity {
        /// There is no such mailbox.
        Hard = "hard",
        /// Not now, not this one, not from us.
        Soft = "soft",
    }
}

impl Severity {
    /// From a status (RFC 3463): none if it says that the mail arrived.
    ///
    /// Hard is only what speaks of the address itself; full mailboxes, sizes and policies are of the moment.
    pub fn of_status(status: &str) -> Option<Self> {
        let mut parts = status.trim().split('.');
        let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
        let (class, subject, detail) = (next()?, next()?, next()?);
        match (class, subject, detail) {
            (5, 1, 0..=6 | 9 | 10) | (5, 2, 0 | 1) | (5, 4, 1 | 4) | (5, 0, _) => Some(Self::Hard),
            (4 | 5, _, _) => Some(Self::Soft),
            _ => None,
        }
    }

    /// What it adds to the score of an address.
    pub const fn points(self) -> i64 {
        match self {
            Self::Hard => 2,
            Self::Soft => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Severity;

    #[test]
    fn severities() {
        for (status, severity) in [
            ("5.1.1", Some(Severity::Hard)),
            ("5.1.10", Some(Severity::Hard)),
            ("5.2.1", Some(Severity::Hard)),
            ("5.2.2", Some(Severity::Soft)),
            ("5.7.1", Some(Severity::Soft)),
            ("5.3.4", Some(Severity::Soft)),
            ("5.1.8", Some(Severity::Soft)),
            ("4.4.1", Some(Severity::Soft)),
            ("5.0.0", Some(Severity::Hard)),
            ("2.0.0", None),
            ("5.1", None),
            ("5.x.1", None),
            ("", None),
        ] {
            assert_eq!(Severity::of_status(status), severity, "{status}");
        }
    }
}
