//! The path prefix of the base URL: `/pedidos/api/v1/themes` is `/api/v1/themes` to us, whether or not the proxy cut it off.

use axum::http::{Uri, uri::PathAndQuery};

/// Cuts `prefix` (`/pedidos`, or nothing) off the front of an address, if it is there.
pub fn cut(prefix: &str, uri: &mut Uri) {
    let Some(rest) = uri
        .path_and_query()
        .and_then(|whole| whole.as_str().strip_prefix(prefix))
    else {
        return;
    };
    // `/pedidosx` only looks like it.
    let path = match rest.chars().next() {
        _ if prefix.is_empty() => return,
        None => "/".to_owned(),
        Some('/') => rest.to_owned(),
        Some('?') => format!("/{rest}"),
        Some(_) => return,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(path).ok();
    if let Ok(shorter) = Uri::from_parts(parts) {
        *uri = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn it_is_cut_once_and_only_at_a_slash() {
        for (prefix, address, shorter) in [
            (
                "/pedidos",
                "/pedidos/api/v1/themes?limit=1",
                "/api/v1/themes?limit=1",
            ),
            ("/pedidos", "/pedidos/pedidos", "/pedidos"),
            ("/pedidos", "/pedidos", "/"),
            ("/pedidos", "/pedidos?q=x", "/?q=x"),
            ("/pedidos", "/pedidosx", "/pedidosx"),
            ("/pedidos", "/api/v1/themes", "/api/v1/themes"),
            ("", "/api/v1/themes", "/api/v1/themes"),
        ] {
            let mut uri = address.parse().unwrap();
            cut(prefix, &mut uri);
            assert_eq!(uri.to_string(), shorter);
        }
    }
}
