//! What the area found when it asked the law of a request: may the data be published as it is? The result is public; how
//! they came to it stays in internal notes.

use crate::keys::keys;

keys! {
    /// What one look found.
    LegalCheck {
        /// Nobody has looked.
        Unchecked = "unchecked",
        /// Nothing is in the way.
        Clear = "clear",
        /// A part has to be left out, or made anonymous.
        Partly = "partly",
        /// It cannot be published.
        Barred = "barred",
    }
}
