//! `/requests/{reference}/files/{id}/{name}`: a file, to be kept by whoever may read it and never shown in our place. It is found
//! by its number and the request; the name in the address only has to be its own.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    attachment::Attachment,
    ids::AttachmentId,
    ops,
    store::{attachments, requests::Lock},
};
use serde::Deserialize;

use crate::{AppState, conditional, layers::Policy, problem::Fault, reference::InPath, visitor::Visitor};

/// What the address says besides the reference.
#[derive(Debug, Deserialize)]
pub struct Named {
    id: i64,
    name: String,
}

/// The address of a file, below the site's root.
pub fn path(reference: domain::reference::Reference, file: &Attachment) -> String {
    format!("/requests/{reference}/files/{}/{}", file.id, encoded(&file.name))
}

/// The file.
pub async fn show(
    State(app): State<AppState>,
    visitor: Visitor,
    InPath(reference): InPath,
    Path(named): Path<Named>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    // Whatever a replica has not heard of yet may be a file that was taken away.
    let reader = app.db.read();
    let request = ops::find(&reader, &visitor.actor, reference, Lock::No).await?;
    let file = attachments::get(&reader, AttachmentId(named.id)).await?;
    let fits = |file: &Attachment| {
        file.request == Some(request.id)
            && file.name == named.name
            && file.is_for(&visitor.actor, request.standing.area)
    };
    let file = file.filter(fits).ok_or(Fault::NotFound)?;
    let tag = format!("\"{}\"", file.sha256);
    let open = file.public && request.standing.hidden.is_none();
    let keep = if open {
        "public, no-cache"
    } else {
        "private, no-store"
    };
    let mut response = if conditional::is_known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let object = file.object.as_deref().ok_or(Fault::NotFound)?;
        let bytes = app.files.read(object).await?.ok_or_else(|| {
            tracing::error!(file = file.id.0, "the bytes of a file are not there");
            Fault::NotFound
        })?;
        let mut response = Body::from_stream(bytes).into_response();
        let disposition = disposition(&file.name);
        for (name, value) in [
            (header::CONTENT_TYPE, media_type(&file)),
            (header::CONTENT_LENGTH, file.size.to_string()),
            (header::CONTENT_DISPOSITION, disposition),
        ] {
            let value = HeaderValue::from_str(&value).map_err(|_| Fault::Internal)?;
            response.headers_mut().insert(name, value);
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response.extensions_mut().insert(Policy::File);
    Ok(response)
}

fn media_type(file: &Attachment) -> String {
    // No charset: tables come in UTF-8 and in Latin-1, and programs find out better than we say.
    file.kind.media_type().to_owned()
}

/// To be kept under its name (RFC 6266): in plain letters for those who know no others, and as it is.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                c
            } else {
                '_'
            }
        })
        .collect();
    format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        encoded(name)
    )
}

/// A name as a segment of an address.
pub fn encoded(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(name.len() + 16);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _written = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_is_said_twice_and_breaks_no_header() {
        assert_eq!(
            disposition("año \"2025\".csv"),
            "attachment; filename=\"a_o _2025_.csv\"; filename*=UTF-8''a%C3%B1o%20%222025%22.csv"
        );
    }
}
