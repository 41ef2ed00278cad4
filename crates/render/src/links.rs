//! Absolute addresses of our own pages, from the base address of the installation.

use domain::reference::Reference;
use url::form_urlencoded;

/// Builds addresses. The base may carry a path prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    base: String,
}

impl Links {
    /// From the base address, with or without its final slash.
    pub fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
        }
    }

    /// The address of a path that begins with a slash.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The home page.
    pub fn home(&self) -> String {
        self.to("/")
    }

    /// The list of requests, narrowed by these pairs of its query.
    pub fn requests(&self, query: &[(&'static str, String)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        if query.is_empty() {
            self.to("/requests")
        } else {
            self.to(&format!("/requests?{query}"))
        }
    }

    /// The page of a request.
    pub fn request(&self, reference: Reference) -> String {
        self.to(&format!("/requests/{reference}"))
    }

    /// Where other sites find the card of one of our pages.
    pub fn oembed(&self, page: &str) -> String {
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("url", page)
            .finish();
        self.to(&format!("/oembed?{query}"))
    }

    /// The request in the JSON API.
    pub fn api_request(&self, reference: Reference) -> String {
        self.to(&format!("/api/v1/requests/{reference}"))
    }

    /// Where its requester says whether the answer serves.
    pub fn verdict(&self, reference: Reference) -> String {
        self.to(&format!("/requests/{reference}/verdict"))
    }

    /// Where its requester answers a question.
    pub fn reply(&self, reference: Reference) -> String {
        self.to(&format!("/requests/{reference}/reply"))
    }

    /// Where somebody begins or stops to follow it.
    pub fn follow(&self, reference: Reference) -> String {
        self.to(&format!("/requests/{reference}/follow"))
    }

    /// Where somebody whose name was put to requests says what they say to that.
    pub fn invitations(&self, token: &str) -> String {
        self.to(&format!("/invitations?key={token}"))
    }

    /// Where the staff works on it.
    pub fn desk(&self, reference: Reference) -> String {
        self.to(&format!("/desk/{reference}"))
    }

    /// The page of a dataset of the catalogue, by its name.
    pub fn dataset(&self, name: &str) -> String {
        let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
        self.to(&format!("/datasets/{name}"))
    }

    /// The queue of the staff.
    pub fn desk_queue(&self) -> String {
        self.to("/desk")
    }

    /// The mail on its way, for whoever coordinates.
    pub fn outbox(&self) -> String {
        self.to("/admin/outbox")
    }

    /// The form of a new request.
    pub fn new_request(&self) -> String {
        self.to("/requests/new")
    }

    /// What this is, and how to reach the people behind it.
    pub fn about(&self) -> String {
        self.to("/about")
    }

    /// The sign-in page.
    pub fn sign_in(&self) -> String {
        self.to("/sign-in")
    }

    /// Where somebody chooses what to be written of.
    pub fn preferences(&self) -> String {
        self.to("/preferences")
    }

    /// One's own requests and preferences.
    pub fn me(&self) -> String {
        self.to("/me")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_and_a_slash_make_no_difference() {
        let reference: Reference = "2026-123".parse().unwrap();
        for base in ["https://example.org/pedidos", "https://example.org/pedidos/"] {
            let links = Links::new(base);
            assert_eq!(
                links.request(reference),
                "https://example.org/pedidos/requests/PD-2026-000123"
            );
            assert_eq!(
                links.api_request(reference),
                "https://example.org/pedidos/api/v1/requests/PD-2026-000123"
            );
            assert_eq!(
                links.verdict(reference),
                "https://example.org/pedidos/requests/PD-2026-000123/verdict"
            );
            assert_eq!(
                links.reply(reference),
                "https://example.org/pedidos/requests/PD-2026-000123/reply"
            );
            assert_eq!(
                links.follow(reference),
                "https://example.org/pedidos/requests/PD-2026-000123/follow"
            );
            assert_eq!(
                links.desk(reference),
                "https://example.org/pedidos/desk/PD-2026-000123"
            );
        }
    }
}
