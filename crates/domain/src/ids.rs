//! Row numbers, one type per table, so that two of them cannot be swapped.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A data request.
    RequestId,
    /// A person.
    PersonId,
    /// An e-mail address we may write to.
    MailboxId,
    /// An event of a request.
    EventId,
    /// A government area.
    AreaId,
    /// A theme.
    ThemeId,
    /// A mail waiting to leave, or gone.
    OutboxId,
    /// A comment.
    CommentId,
    /// An API token.
    TokenId,
    /// A request not yet filed.
    DraftId,
    /// A dataset of the catalogue.
    DatasetId,
    /// A file.
    AttachmentId,
    /// What somebody reported.
    ReportId,
    /// What somebody made of the data.
    ReuseId,
    /// What an area holds and does not publish.
    InventoryId,
    /// A view of the desk that somebody keeps.
    DeskViewId,
    /// An answer that is ready.
    ReadyAnswerId,
    /// A search that somebody keeps.
    SearchId,
    /// A mail that came in.
    IncomingId,
    /// What was entered together after a meeting.
    EntryId,
    /// Somebody whose name was put to a request.
    InvitationId,
}
