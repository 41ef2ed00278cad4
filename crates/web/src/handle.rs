//! Names for rows that only whoever was given one knows: the row's number and a proof that we gave it out.

use domain::secret;

use crate::AppState;

/// Characters of the proof: 128 bits.
const PROOF: usize = 32;

/// What a handle is for; one for a draft opens nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A draft that waits for its code.
    Draft,
    /// A sign-in that waits for its code.
    SignIn,
    /// A file that was kept while the form it came with was not right.
    File,
    /// When a form was made, in seconds.
    Form,
}

/// The handle of a row.
pub fn seal(app: &AppState, what: For, id: i64) -> String {
    format!("{id}-{}", proof(app, what, id))
}

/// The row a handle names, if we gave it out.
pub fn open(app: &AppState, what: For, handle: &str) -> Option<i64> {
    let (id, given) = handle.split_once('-')?;
    let id: i64 = id.parse().ok()?;
    secret::same(given, &proof(app, what, id)).then_some(id)
}

fn proof(app: &AppState, what: For, id: i64) -> String {
    let purpose = match what {
        For::Draft => "handle:draft",
        For::SignIn => "handle:sign_in",
        For::File => "handle:file",
        For::Form => "handle:form",
    };
    let mut proof = secret::hex(&app.key.derive(purpose, &id.to_be_bytes()));
    proof.truncate(PROOF);
    proof
}
