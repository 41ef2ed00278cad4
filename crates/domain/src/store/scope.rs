//! What somebody may see, in SQL. [`crate::policy::can_view`] says the same in Rust; a test holds the two together.

use crate::policy::{Actor, can_view};

/// The condition on `data_request r` that holds for every row `actor` may see.
pub(super) fn visible_to(actor: &Actor) -> &'static str {
    if can_view(actor, true) {
        "1 = 1"
    } else {
        "not r.hidden"
    }
}
