//! A page that is kept: its head, its bytes, and the answers that can be made of them.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    conditional,
    missing::NothingFound,
    packed::{Coding, Effort, Packed},
    problem::Fault,
};

/// A page as it was built.
pub struct Kept {
    head: HeaderMap,
    /// Its tag, without the mark of weakness.
    tag: String,
    body: Packed,
    /// That it found nothing is said to whoever counts that, each time.
    missing: Option<NothingFound>,
}

impl Kept {
    /// The page in an answer that is the same for everyone; any other answer comes back as it is.
    pub async fn of(response: Response) -> Result<Self, Response> {
        let headers = response.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let is_public = response.status() == StatusCode::OK
            && text(header::CACHE_CONTROL).is_some_and(|value| value.starts_with("public"))
            && !headers.contains_key(header::SET_COOKIE)
            && !headers.contains_key(header::CONTENT_ENCODING);
        let tag = text(header::ETAG).map(|tag| tag.trim_start_matches("W/").to_owned());
        let (true, Some(tag)) = (is_public, tag) else {
            return Err(response);
        };
        let (mut parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX)
            .await
            .map_err(|_| Fault::Internal.into_response())?;
        parts.headers.remove(header::CONTENT_LENGTH);
        Ok(Self {
            head: parts.headers,
            tag,
            body: Packed::new(body, Effort::Brief),
            missing: parts.extensions.remove(),
        })
    }

    /// How many bytes it takes, before anything is compressed.
    pub fn weight(&self) -> usize {
        self.body.plain().len()
    }

    /// The answer for a reader with these headers. More is kept for the next one only if it `has_room`.
    pub async fn answer(&self, asked: &HeaderMap, has_room: impl Fn(usize) -> bool) -> Response {
        let mut response = Response::default();
        response.headers_mut().clone_from(&self.head);
        if let Some(missing) = &self.missing {
            response.extensions_mut().insert(missing.clone());
        }
        let mut coding = Coding::Plain;
        if conditional::is_known(asked, &self.tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
        } else {
            let bytes;
            (bytes, coding) = self.body.wanted(Coding::accepted(asked), has_room).await;
            *response.body_mut() = Body::from(bytes);
        }
        coding.tell(response.headers_mut());
        response
    }
}
