//! Colours: read from hex, held apart by their contrast, and the shades that pages and mails make of one accent.
//!
//! The grounds are those of `app.css`; a test of the web holds the two together.

use std::fmt;

mod accent;
pub mod said;

pub use accent::{Accent, DARK_GROUNDS, Faint, LIGHT_GROUNDS, Shades};

/// A colour of the screen (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The line below the header, where none is set: the yellow of Obelisco.
pub const LINE: Colour = Colour::new(0xff, 0xcc, 0x00);

impl Colour {
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);

    /// From its three parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#336acc` or `#36c`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        match digits?.as_slice() {
            [red, green, blue] => Some(Self::new(red * 17, green * 17, blue * 17)),
            [r, red, g, green, b, blue] => Some(Self::new(r * 16 + red, g * 16 + green, b * 16 + blue)),
            _ => None,
        }
    }

    /// How well one can be read on the other, 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// With so many percent of another.
    #[must_use]
    pub fn mixed(self, other: Self, percent: u8) -> Self {
        let share = u16::from(percent.min(100));
        let part = |own: u8, other: u8| {
            let sum = u16::from(own) * (100 - share) + u16::from(other) * share;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
        }
    }

    /// The nearest shade on the way to `other` that will do.
    fn towards(self, other: Self, will_do: impl Fn(Self) -> bool) -> Self {
        let mut shades = (0..100).step_by(4).map(|percent| self.mixed(other, percent));
        shades.find(|shade| will_do(*shade)).unwrap_or(other)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl serde::Serialize for Colour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn hex_is_read_and_written() {
        for (text, written) in [
            ("#336ACC", "#336acc"),
            ("#fc0", "#ffcc00"),
            ("#000000", "#000000"),
        ] {
            assert_eq!(Colour::parse(text).unwrap().to_string(), written);
        }
        for text in [
            "", "#", "336acc", "#336ac", "#336accf", "#33 acc", "#ñññ", "red", "#+12345",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let between = |one: &str, other: &str| {
            let ratio = Colour::parse(one)
                .unwrap()
                .contrast(Colour::parse(other).unwrap());
            format!("{ratio:.2}")
        };
        assert_eq!(between("#000", "#fff"), "21.00");
        assert_eq!(between("#fff", "#fff"), "1.00");
        // The grey that is known to pass, and the one that just does not.
        assert_eq!(between("#767676", "#ffffff"), "4.54");
        assert_eq!(between("#ffffff", "#777777"), "4.48");
    }

    #[test]
    fn a_mixture_lies_between() {
        let mixed = |percent| Colour::BLACK.mixed(Colour::WHITE, percent).to_string();
        assert_eq!(
            [mixed(0), mixed(50), mixed(100), mixed(200)],
            ["#000000", "#808080", "#ffffff", "#ffffff"]
        );
    }
}
