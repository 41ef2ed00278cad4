//! What the audit log knows of: everything that staff does, and whatever changes who may do it. Its lines are never changed.

use crate::keys::keys;

keys! {
    /// What was done.
    Audited {
        /// An action on a request; the subject says which.
        Act = "act",
        /// An internal note on a request.
        Note = "note",
        /// Somebody came in.
        SignIn = "sign in",
        /// Staff enrolled the app that shows its codes.
        SecondFactorEnrolled = "second factor enrolled",
        /// So many wrong codes of an app were tried that none is taken for a while.
        SecondFactorStopped = "second factor stopped",
        /// Staff came in by a recovery code.
        RecoveryCodeUsed = "recovery code used",
        /// Staff gave itself a password, or another one.
        PasswordSet = "password set",
        /// Staff has no password any more.
        PasswordRemoved = "password removed",
        /// Staff may come in by an account at the provider of identities.
        IdentityLinked = "identity linked",
        /// Staff comes in by that account no more.
        IdentityUnlinked = "identity unlinked",
        /// Somebody was made known, or given another name, role or areas.
        PersonCreate = "person create",
        /// An account was closed.
        PersonDisable = "person disable",
        /// The app of somebody was forgotten.
        PersonForgetSecondFactor = "person forget-second-factor",
        /// A link was made that signs somebody in.
        PersonSignInLink = "person sign-in-link",
        /// Somebody left for good.
        PersonErased = "person erased",
        /// A key for programs was made.
        TokenCreate = "token create",
        /// A key for programs was ended.
        TokenRevoke = "token revoke",
        /// Somebody looked at a requester's address.
        RequesterEmail = "requester email",
        /// The head of an area was named, or there is none any more.
        AreaHead = "area head",
        /// An area was added, or is called otherwise.
        AreaChanged = "area changed",
        /// An area was closed.
        AreaClosed = "area closed",
        /// An area was merged into another.
        AreaMerged = "area merged",
        /// Days that do not count were put in.
        ImportHolidays = "import holidays",
        /// A day off was added or taken out.
        DayOff = "day off",
        /// A mail on its way is tried again.
        MailRetried = "mail retried",
        /// A mail on its way is given up.
        MailSkipped = "mail skipped",
        /// A kept mail was looked at.
        MailOpened = "mail opened",
        /// A kept mail was thrown away.
        MailDropped = "mail dropped",
        /// A kept mail was delivered.
        MailRedelivered = "mail redelivered",
        /// An address is not written to any more.
        AddressSuspended = "address suspended",
        /// A report was settled.
        ReportSettled = "report settled",
        /// What was held back was let in.
        DraftReleased = "draft released",
        /// What was held back was thrown away.
        DraftDiscarded = "draft discarded",
        /// Somebody decided about a reuse.
        Reuse = "reuse",
        /// The name, texts, colours or logo of the site were changed.
        SiteChanged = "site changed",
        /// What one person or place may do was limited otherwise.
        LimitsChanged = "limits changed",
        /// A theme was added, or changed.
        ThemeChanged = "theme changed",
        /// What each thing is worth in the priority score was changed.
        Weights = "weights",
        /// A ready-made answer was changed.
        ReadyAnswer = "ready answer",
        /// An organisation or a group of the catalogue was said to be an area or a theme.
        CatalogueFiled = "catalogue filed",
        /// The description of what a request becomes was left at the portal.
        DatasetDraftPushed = "dataset draft pushed",
        /// A request was entered after a meeting.
        BulkEntry = "bulk entry",
        /// Somebody was asked whether a request is theirs.
        EntryInvited = "entry invited",
    }
}
