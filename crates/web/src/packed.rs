//! Bytes that are sent more than once. Each way to compress them is worked out once, when it is first asked for.

use std::io::Write as _;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, header},
};
use flate2::{Compression, write::GzEncoder};
use tokio::sync::OnceCell;

/// A way to compress (RFC 9110 §8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Every browser takes it over TLS, and it is the smallest.
    Brotli,
    /// Everybody takes it.
    Gzip,
    /// As it is.
    Plain,
}

/// How hard to try: by what was measured (docs/PERFORMANCE.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For what is kept for a second: beyond this the time grows and the size does not shrink.
    Brief,
    /// For what is kept as long as we run.
    Lasting,
}

/// Bytes, and what they are compressed.
#[derive(Debug)]
pub struct Packed {
    plain: Bytes,
    effort: Effort,
    gzip: OnceCell<Option<Bytes>>,
    brotli: OnceCell<Option<Bytes>>,
}

/// The window of Brotli, as a power of two: more than our pages have.
const WINDOW: u32 = 18;

impl Packed {
    /// Nothing is compressed yet.
    pub fn new(plain: Bytes, effort: Effort) -> Self {
        Self {
            plain,
            effort,
            gzip: OnceCell::new(),
            brotli: OnceCell::new(),
        }
    }

    /// The bytes as they are.
    pub fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// The bytes for a reader who takes `coding`, and how they are compressed: not at all, where that makes them no smaller
    /// or `has_room` says no.
    pub async fn wanted(&self, coding: Coding, has_room: impl Fn(usize) -> bool) -> (Bytes, Coding) {
        let cell = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
            Coding::Plain => return (self.plain.clone(), Coding::Plain),
        };
        let packed = cell
            .get_or_init(async || {
                let packed = compress(&self.plain, coding, self.effort)?;
                (packed.len() < self.plain.len() && has_room(packed.len())).then_some(packed)
            })
            .await;
        match packed {
            Some(packed) => (packed.clone(), coding),
            None => (self.plain.clone(), Coding::Plain),
        }
    }
}

impl Coding {
    /// The best that a reader takes.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let mut best = (Self::Plain, 0.0);
        for coding in [Self::Brotli, Self::Gzip] {
            let quality = coding.name().map_or(0.0, |name| quality(headers, name));
            if quality > best.1 {
                best = (coding, quality);
            }
        }
        best.0
    }

    /// Says in the head of an answer how it is compressed, and that others may get it otherwise.
    pub fn tell(self, headers: &mut HeaderMap) {
        if let Some(name) = self.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

/// How much a reader wants `coding`, 0 to 1: what is said of it, else what is said of all others.
fn quality(headers: &HeaderMap, coding: &str) -> f32 {
    let mut others = 0.0;
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    let ranges = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    for range in ranges {
        let (name, weight) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight
            .trim()
            .strip_prefix("q=")
            .map_or(1.0, |quality| quality.parse().unwrap_or(0.0));
        match name.trim() {
            name if name.eq_ignore_ascii_case(coding) => return weight,
            "*" => others = weight,
            _ => {}
        }
    }
    others
}

fn compress(plain: &[u8], coding: Coding, effort: Effort) -> Option<Bytes> {
    let mut packed = Vec::with_capacity(plain.len() / 4);
    match coding {
        Coding::Brotli => {
            let quality = if effort == Effort::Brief { 5 } else { 9 };
            let mut writer = brotli::CompressorWriter::new(&mut packed, 16 << 10, quality, WINDOW);
            writer.write_all(plain).ok()?;
            drop(writer);
        }
        Coding::Gzip => {
            let level = Compression::new(if effort == Effort::Brief { 6 } else { 9 });
            let mut writer = GzEncoder::new(&mut packed, level);
            writer.write_all(plain).ok()?;
            writer.finish().ok()?;
        }
        Coding::Plain => return None,
    }
    packed.shrink_to_fit();
    Some(packed.into())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::{
        body::Bytes,
        http::{HeaderMap, HeaderValue, header},
    };
    use tokio::sync::OnceCell;

    use super::{Coding, Effort, Packed};

    #[test]
    fn the_best_a_reader_takes() {
        for (wish, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("GZIP;q=0.9, BR; q=0.8", Coding::Gzip),
            ("br;q=0, gzip;q=0", Coding::Plain),
            ("br;q=0, *", Coding::Gzip),
            ("*;q=0", Coding::Plain),
            ("br;q=much", Coding::Plain),
            ("identity", Coding::Plain),
            ("", Coding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(wish));
            assert_eq!(Coding::accepted(&headers), coding, "{wish}");
        }
        assert_eq!(Coding::accepted(&HeaderMap::new()), Coding::Plain);
    }

    #[tokio::test]
    async fn what_is_packed_can_be_unpacked() {
        let text = Bytes::from("los datos de compras y contrataciones ".repeat(1_000));
        for effort in [Effort::Brief, Effort::Lasting] {
            let packed = Packed::new(text.clone(), effort);
            let (gzip, coding) = packed.wanted(Coding::Gzip, |_| true).await;
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(&*gzip)
                .read_to_end(&mut plain)
                .unwrap();
            assert_eq!((coding, &plain[..]), (Coding::Gzip, &text[..]));
            let (brotli, coding) = packed.wanted(Coding::Brotli, |_| true).await;
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut &*brotli, &mut plain).unwrap();
            assert_eq!((coding, &plain[..]), (Coding::Brotli, &text[..]));
            // The same bytes, not the same work again.
            let (again, _) = packed
                .wanted(Coding::Brotli, |_| panic!("compressed twice"))
                .await;
            assert_eq!(again.as_ptr(), brotli.as_ptr());
        }
    }

    #[tokio::test]
    async fn what_would_grow_or_has_no_room_stays_as_it_is() {
        let tiny = Packed::new(Bytes::from_static(b"ok"), Effort::Brief);
        assert_eq!(
            tiny.wanted(Coding::Gzip, |_| true).await,
            (Bytes::from_static(b"ok"), Coding::Plain)
        );
        let long = Packed::new(Bytes::from("a".repeat(10_000)), Effort::Brief);
        let (bytes, coding) = long.wanted(Coding::Gzip, |_| false).await;
        assert_eq!((bytes.len(), coding), (10_000, Coding::Plain));
        let empty: &OnceCell<Option<Bytes>> = &long.brotli;
        assert!(empty.get().is_none(), "nobody asked for Brotli");
    }
}
