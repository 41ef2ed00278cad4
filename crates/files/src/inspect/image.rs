//! Pictures: kept without what tells where, when, with what and by whom they were taken, and without anything behind their
//! end. No picture is drawn: a small file may hold one that no machine has the room for.

use bytes::Bytes;
use domain::attachment::FileRefusal;
use img_parts::{
    png::{Png, PngChunk},
    riff::RiffContent,
    webp::{CHUNK_EXIF, CHUNK_VP8X, CHUNK_XMP, WebP},
};

mod gif;
mod jpeg;

pub use gif::gif;
pub use jpeg::jpeg;

/// The most points of a picture: ten thousand by ten thousand.
const MOST_POINTS: u64 = 100_000_000;
/// What a PNG is drawn from, and its motion. Text, dates and cameras are told in others.
const DRAWN: [[u8; 4]; 17] = [
    *b"IHDR", *b"PLTE", *b"IDAT", *b"IEND", *b"tRNS", *b"cHRM", *b"gAMA", *b"iCCP", *b"sBIT", *b"sRGB",
    *b"cICP", *b"bKGD", *b"pHYs", *b"hIST", *b"acTL", *b"fcTL", *b"fdAT",
];

/// A PNG, stripped.
pub fn png(bytes: &Bytes) -> Result<Bytes, FileRefusal> {
    let mut image = Png::from_bytes(bytes.clone()).map_err(|_| FileRefusal::Broken)?;
    check_points(image.dimensions())?;
    let kinds = image.chunks().iter().map(PngChunk::kind);
    if kinds.clone().next() != Some(*b"IHDR") || kinds.last() != Some(*b"IEND") {
        return Err(FileRefusal::Broken);
    }
    image.chunks_mut().retain(|chunk| DRAWN.contains(&chunk.kind()));
    Ok(image.encoder().bytes())
}

/// A `WebP`, stripped.
pub fn webp(bytes: &Bytes) -> Result<Bytes, FileRefusal> {
    /// Which of its header's flags say that there is EXIF or XMP.
    const TOLD: u8 = 0b0000_1100;
    let mut image = WebP::from_bytes(bytes.clone()).map_err(|_| FileRefusal::Broken)?;
    check_points(image.dimensions())?;
    let known = |id: [u8; 4]| {
        [
            *b"VP8 ", *b"VP8L", *b"VP8X", *b"ALPH", *b"ANIM", *b"ANMF", *b"ICCP",
        ]
        .contains(&id)
    };
    image.chunks_mut().retain(|chunk| known(chunk.id()));
    for (place, chunk) in image.chunks_mut().iter_mut().enumerate() {
        if chunk.id() != CHUNK_VP8X {
            continue;
        }
        if place != 0 {
            return Err(FileRefusal::Broken);
        }
        if let RiffContent::Data(data) = chunk.content_mut() {
            let mut header = data.to_vec();
            if let Some(flags) = header.first_mut() {
                *flags &= !TOLD;
            }
            *data = header.into();
        }
    }
    debug_assert!(!image.has_chunk(CHUNK_EXIF) && !image.has_chunk(CHUNK_XMP));
    Ok(image.encoder().bytes())
}

fn check_points(dimensions: Option<(u32, u32)>) -> Result<(), FileRefusal> {
    let (width, height) = dimensions.ok_or(FileRefusal::Broken)?;
    if u64::from(width) * u64::from(height) > MOST_POINTS {
        return Err(FileRefusal::Bomb);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use domain::attachment::FileRefusal;
    use img_parts::png::PngChunk;

    use super::{png, webp};
    use img_parts::{
        png::Png,
        riff::{RiffChunk, RiffContent},
        webp::WebP,
    };

    fn picture(width: u32, chunks: &[(&[u8; 4], &[u8])]) -> Bytes {
        let mut head = width.to_be_bytes().to_vec();
        head.extend([0, 0, 0x4e, 0x20, 8, 0, 0, 0, 0]);
        let mut image = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).unwrap();
        let all = [(b"IHDR", head.as_slice())]
            .into_iter()
            .chain(chunks.iter().copied());
        for (kind, contents) in all {
            image
                .chunks_mut()
                .push(PngChunk::new(*kind, Bytes::copy_from_slice(contents)));
        }
        image.encoder().bytes()
    }

    #[test]
    fn a_png_tells_nothing_but_its_picture() {
        let told: [(&[u8; 4], &[u8]); 6] = [
            (b"eXIf", b"MM\0*GPS"),
            (b"tEXt", b"Author\0Ana"),
            (b"IDAT", b"points"),
            (b"iTXt", b"XML:com.adobe.xmp\0"),
            (b"tIME", b"1234567"),
            (b"IEND", b""),
        ];
        let mut file = picture(10, &told).to_vec();
        file.extend(b"PK\x03\x04 behind the end");
        let kept = png(&file.into()).unwrap();
        assert_eq!(kept, picture(10, &[(b"IDAT", b"points"), (b"IEND", b"")]));
        assert_eq!(png(&picture(20_000, &told)), Err(FileRefusal::Bomb));
        assert_eq!(png(&picture(10, &told[..3])), Err(FileRefusal::Broken));
    }

    #[test]
    fn a_webp_tells_nothing_but_its_picture() {
        let chunk = |id: &[u8; 4], data: &'static [u8]| {
            RiffChunk::new(*id, RiffContent::Data(Bytes::from_static(data)))
        };
        let of = |subchunks| {
            let content = RiffContent::List {
                kind: Some(*b"WEBP"),
                subchunks,
            };
            WebP::new(RiffChunk::new(*b"RIFF", content))
                .unwrap()
                .encoder()
                .bytes()
        };
        let told = of(vec![
            chunk(b"VP8X", b"\x2c\0\0\0\x09\0\0\x09\0\0"),
            chunk(b"VP8L", b"\x2f\x09\x40\x02\0 points"),
            chunk(b"EXIF", b"MM\0*GPS"),
            chunk(b"XMP ", b"<x:xmpmeta/>"),
        ]);
        let plain = of(vec![
            chunk(b"VP8X", b"\x20\0\0\0\x09\0\0\x09\0\0"),
            chunk(b"VP8L", b"\x2f\x09\x40\x02\0 points"),
        ]);
        assert_eq!(webp(&told).unwrap(), plain);
    }
}
