//! JPEG: only what it is drawn from, its colours, and which way up it is.

use bytes::{BufMut as _, Bytes, BytesMut};
use domain::attachment::FileRefusal;
use img_parts::{
    ImageEXIF as _,
    jpeg::{Jpeg, JpegSegment, markers},
};

use super::check_points;

/// A JPEG, stripped.
pub fn jpeg(bytes: &Bytes) -> Result<Bytes, FileRefusal> {
    let image = Jpeg::from_bytes(bytes.clone()).map_err(|_| FileRefusal::Broken)?;
    let (width, height) = image.dimensions().ok_or(FileRefusal::Broken)?;
    check_points(Some((width.into(), height.into())))?;
    let turned = image.exif().as_deref().and_then(orientation);
    let mut kept = Vec::new();
    for segment in image.segments() {
        if segment.marker() == markers::SOS {
            // All that follows, to the end of the file.
            let length = segment.len_with_entropy().saturating_sub(segment.len());
            let scans = scans(&bytes[bytes.len().saturating_sub(length)..]).ok_or(FileRefusal::Broken)?;
            kept.push(JpegSegment::new_with_entropy(
                markers::SOS,
                segment.contents().clone(),
                scans,
            ));
        } else if is_drawn(segment.marker(), segment.contents()) {
            kept.push(segment.clone());
        }
    }
    if kept.last().is_none_or(|last| last.marker() != markers::SOS) {
        return Err(FileRefusal::Broken);
    }
    if let Some(turned) = turned {
        let place = usize::from(kept.first().is_some_and(|first| first.marker() == markers::APP0));
        kept.insert(
            place,
            JpegSegment::new_with_contents(markers::APP1, which_way_up(turned)),
        );
    }
    let mut stripped = image;
    *stripped.segments_mut() = kept;
    Ok(stripped.encoder().bytes())
}

/// Whether a segment is a part of the picture: tables, frames, and what says which colours are meant.
fn is_drawn(marker: u8, contents: &[u8]) -> bool {
    match marker {
        markers::APP0 => contents.starts_with(b"JFIF\0"),
        markers::APP2 => contents.starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => contents.starts_with(b"Adobe"),
        markers::APP0..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// The scans up to the end of the picture, without what is told between them and behind it.
fn scans(bytes: &[u8]) -> Option<Bytes> {
    let mut kept = BytesMut::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let at = rest.iter().position(|byte| *byte == markers::P)?;
        kept.put_slice(&rest[..at]);
        rest = &rest[at..];
        let marker = *rest.get(1)?;
        match marker {
            markers::EOI => {
                kept.put_slice(&rest[..2]);
                return Some(kept.freeze());
            }
            // A fill byte; the marker follows.
            markers::P => rest = &rest[1..],
            // A byte of the scan, or a mark in it to start anew.
            0 | markers::RST0..=markers::RST7 => {
                kept.put_slice(&rest[..2]);
                rest = &rest[2..];
            }
            _ => {
                let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
                let segment = rest.get(..length.checked_add(2)?)?;
                if length < 2 || marker == markers::SOI {
                    return None;
                }
                if is_drawn(marker, &segment[4..]) {
                    kept.put_slice(segment);
                }
                rest = &rest[segment.len()..];
            }
        }
    }
}

/// Which way up it is, where it is not as it lies: 2 to 8 (Exif 2.3, tag 0x0112).
fn orientation(exif: &[u8]) -> Option<u8> {
    let little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let (high, low) = if little {
        (short(6)?, short(4)?)
    } else {
        (short(4)?, short(6)?)
    };
    let first = usize::try_from(u32::from(high) << 16 | u32::from(low)).ok()?;
    let count = usize::from(short(first)?);
    let entry = (0..count.min(200))
        .map(|n| first + 2 + n * 12)
        .find(|at| short(*at) == Some(0x0112))?;
    let value = u8::try_from(short(entry + 8)?).ok()?;
    (2..=8).contains(&value).then_some(value)
}

/// An Exif that says that and nothing else.
fn which_way_up(orientation: u8) -> Bytes {
    let mut exif = BytesMut::from(&b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..]);
    exif.put_u8(orientation);
    exif.put_slice(&[0; 6]);
    exif.freeze()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use domain::attachment::FileRefusal;
    use img_parts::{ImageEXIF as _, jpeg::Jpeg};

    use super::{jpeg, orientation, which_way_up};

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], contents].concat()
    }

    /// A picture of 16 by 16 points with two scans, and what a camera adds.
    fn photo(exif: &[u8], size: [u8; 4]) -> Bytes {
        let frame = [&[8][..], &size, &[1, 1, 0x11, 0]].concat();
        [
            vec![0xff, 0xd8],
            segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            segment(0xe1, &[b"Exif\0\0", exif].concat()),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
            segment(0xed, b"Photoshop 3.0\0Buenos Aires"),
            segment(0xfe, b"Ana estuvo ac\xc3\xa1"),
            segment(0xdb, &[0; 65]),
            segment(0xc2, &frame),
            segment(0xda, &[1, 1, 0, 0, 63, 0]),
            vec![0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
            segment(0xfe, b"entre dos pasadas"),
            segment(0xc4, &[0; 17]),
            segment(0xda, &[1, 1, 0, 0, 63, 0]),
            vec![0x78, 0xff, 0xd9],
            b"PK\x03\x04 detras del final".to_vec(),
        ]
        .concat()
        .into()
    }

    const GPS: &[u8] = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0GPS -34.6";

    #[test]
    fn a_photo_tells_nothing_but_its_picture_and_which_way_up_it_is() {
        let kept = jpeg(&photo(GPS, [0, 16, 0, 16])).unwrap();
        let has = |word: &[u8]| kept.windows(word.len()).any(|window| window == word);
        for told in [
            &b"GPS"[..],
            b"xmpmeta",
            b"Buenos Aires",
            b"Ana",
            b"entre dos",
            b"PK\x03\x04",
            b"http",
        ] {
            assert!(!has(told), "{}", String::from_utf8_lossy(told));
        }
        assert!(
            has(b"JFIF")
                && has(&[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])
                && kept.ends_with(&[0x78, 0xff, 0xd9])
        );
        let image = Jpeg::from_bytes(kept.clone()).unwrap();
        assert_eq!(image.dimensions(), Some((16, 16)));
        assert_eq!(image.exif().as_deref().and_then(orientation), Some(6));
        assert_eq!(jpeg(&kept).unwrap(), kept, "what is stripped stays as it is");
        assert_eq!(which_way_up(6).len() - 6, 26);
    }

    #[test]
    fn a_broken_or_endless_one_is_refused() {
        let whole = photo(b"", [0, 16, 0, 16]);
        let end = whole.windows(2).position(|pair| pair == [0xff, 0xd9]).unwrap();
        assert_eq!(jpeg(&whole.slice(..end)), Err(FileRefusal::Broken));
        assert_eq!(
            jpeg(&photo(b"", [0x4e, 0x20, 0x4e, 0x20])),
            Err(FileRefusal::Bomb)
        );
    }
}
