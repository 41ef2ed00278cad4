//! What the last look at the database said, so that not every turn asks it the same again: at full speed there is a turn for
//! each mail.

/// What there may be to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints {
    /// Fan-outs that are not spread to their end.
    pub(super) fanouts: bool,
    /// Mails: the last claim took as many as it was allowed to.
    pub(super) mails: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self {
            fanouts: true,
            mails: false,
        }
    }
}
