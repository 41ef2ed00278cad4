//! GIF: its blocks walked to the trailer, without comments, without what other programs put in, and nothing behind it.

use bytes::{BufMut as _, Bytes, BytesMut};
use domain::attachment::FileRefusal;

use super::check_points;

/// A GIF, stripped.
pub fn gif(bytes: &Bytes) -> Result<Bytes, FileRefusal> {
    let size = |at: usize| {
        Some(u32::from(u16::from_le_bytes([
            *bytes.get(at)?,
            *bytes.get(at + 1)?,
        ])))
    };
    check_points(size(6).zip(size(8)))?;
    walk(bytes).ok_or(FileRefusal::Broken)
}

fn walk(bytes: &[u8]) -> Option<Bytes> {
    let mut kept = BytesMut::with_capacity(bytes.len());
    let mut at = 13 + table(*bytes.get(10)?);
    kept.put_slice(bytes.get(..at)?);
    loop {
        let begin = at;
        match *bytes.get(at)? {
            0x3b => {
                kept.put_u8(0x3b);
                return Some(kept.freeze());
            }
            0x2c => {
                at += 10;
                at += table(*bytes.get(at - 1)?) + 1;
                at = blocks(bytes, at)?;
                kept.put_slice(&bytes[begin..at]);
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let name = bytes.get(at + 3..at + 14).unwrap_or_default();
                at = blocks(bytes, at + 2)?;
                // How it moves, and how often; words and what programs add are left out.
                if label == 0xf9 || (label == 0xff && matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0")) {
                    kept.put_slice(&bytes[begin..at]);
                }
            }
            _ => return None,
        }
    }
}

/// The bytes of the table of colours that these flags tell of.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// The end of the blocks that begin there: each says its length, and the last has none.
fn blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::attachment::FileRefusal;

    use super::gif;

    #[test]
    fn a_gif_is_its_picture_and_nothing_else() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        let comment = b"\x21\xfe\x03Ana\0".to_vec();
        let xmp = b"\x21\xff\x0bXMP DataXMP\x02<x\0".to_vec();
        let image = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec();
        let file = [
            head.clone(),
            comment,
            xmp,
            image.clone(),
            b"\x3b=alert(1)//".to_vec(),
        ]
        .concat();
        let plain = [head.clone(), image.clone(), b"\x3b".to_vec()].concat();
        assert_eq!(gif(&file.into()).unwrap(), plain);
        assert_eq!(gif(&[head, image].concat().into()), Err(FileRefusal::Broken));
        assert!(gif(&b"GIF89a/*\0*/=1\0\0".to_vec().into()).is_err());
    }
}
