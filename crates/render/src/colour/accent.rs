//! One accent, as light and dark pages and mails take it: buttons, links, marks. Nobody gets one they cannot read.

use serde::Serialize;

use super::Colour;

/// What text needs (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// What the accent is seen on, the page itself first: `--page, --sunken, --tint` and the notes' grounds.
pub const LIGHT_GROUNDS: [Colour; 7] = [
    Colour::WHITE,
    Colour::new(0xf3, 0xf6, 0xf9),
    Colour::new(0xee, 0xf3, 0xfb),
    Colour::new(0xe5, 0xf9, 0xff),
    Colour::new(0xf2, 0xfb, 0xf5),
    Colour::new(0xff, 0xf4, 0xe5),
    Colour::new(0xfb, 0xef, 0xef),
];
/// The same in the dark, and `--surface` and `--raised`.
pub const DARK_GROUNDS: [Colour; 9] = [
    Colour::new(0x0e, 0x16, 0x26),
    Colour::new(0x11, 0x1b, 0x2e),
    Colour::new(0x13, 0x1f, 0x37),
    Colour::new(0x0c, 0x28, 0x36),
    Colour::new(0x10, 0x29, 0x1c),
    Colour::new(0x30, 0x22, 0x0d),
    Colour::new(0x38, 0x16, 0x19),
    Colour::new(0x15, 0x20, 0x36),
    Colour::new(0x1e, 0x2c, 0x4a),
];
/// Text on the accent of a dark page.
const DARK_TEXT: Colour = Colour::new(0x0b, 0x15, 0x26);

/// The accent of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Accent {
    /// On light pages.
    pub light: Shades,
    /// On dark ones.
    pub dark: Shades,
}

/// What pages and mails make of an accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Shades {
    /// Buttons and marks.
    pub fill: Colour,
    /// The same, pointed at.
    pub hover: Colour,
    /// Text on them.
    pub text: Colour,
    /// Links.
    pub link: Colour,
    /// Links, pointed at.
    pub link_hover: Colour,
}

/// An accent that people could not read.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{accent} has a contrast of {}:1 with {against}, {what}; people need {LEAST}:1", two_digits(*ratio))]
pub struct Faint {
    /// The colour.
    pub accent: Colour,
    /// What it cannot be told from.
    pub against: Colour,
    /// The place of that colour.
    pub what: &'static str,
    /// How far they are apart.
    pub ratio: f64,
}

impl Default for Accent {
    /// Ours: the blue of Obelisco.
    fn default() -> Self {
        Self {
            light: Shades {
                fill: Colour::new(0x33, 0x6a, 0xcc),
                hover: Colour::new(0x27, 0x49, 0x86),
                text: Colour::WHITE,
                link: Colour::new(0x2b, 0x5a, 0xad),
                link_hover: Colour::new(0x1d, 0x3f, 0x7a),
            },
            dark: Shades {
                fill: Colour::new(0x8f, 0xb3, 0xf6),
                hover: Colour::new(0xb5, 0xcd, 0xfb),
                text: DARK_TEXT,
                link: Colour::new(0x9d, 0xbd, 0xf8),
                link_hover: Colour::new(0xc4, 0xd8, 0xfc),
            },
        }
    }
}

impl Accent {
    /// Of a colour for light pages; that of dark ones is the same in a lighter shade.
    pub fn of(light: Colour) -> Result<Self, Faint> {
        let dark = light.towards(Colour::WHITE, |shade| is_read_on(shade, &DARK_GROUNDS));
        Ok(Self {
            light: Shades::light(light)?,
            dark: Shades::dark(dark)?,
        })
    }

    /// With another colour for dark pages.
    pub fn with_dark(self, dark: Colour) -> Result<Self, Faint> {
        Ok(Self {
            dark: Shades::dark(dark)?,
            ..self
        })
    }
}

impl Shades {
    fn light(fill: Colour) -> Result<Self, Faint> {
        Self::of(fill, Colour::BLACK, Colour::WHITE, &LIGHT_GROUNDS)
    }

    fn dark(fill: Colour) -> Result<Self, Faint> {
        Self::of(fill, Colour::WHITE, DARK_TEXT, &DARK_GROUNDS)
    }

    /// `strong` is where shades gain contrast: black on light pages, white on dark ones.
    fn of(fill: Colour, strong: Colour, text: Colour, grounds: &[Colour]) -> Result<Self, Faint> {
        let page = grounds.first().copied().unwrap_or(text);
        for (against, what) in [(page, "the page"), (text, "the text on it")] {
            let ratio = fill.contrast(against);
            if ratio < LEAST {
                return Err(Faint {
                    accent: fill,
                    against,
                    what,
                    ratio,
                });
            }
        }
        // Links stand on more than the page.
        let link = fill.towards(strong, |shade| is_read_on(shade, grounds));
        Ok(Self {
            fill,
            hover: fill.mixed(strong, 30),
            text,
            link,
            link_hover: link.mixed(strong, 35),
        })
    }
}

fn is_read_on(shade: Colour, grounds: &[Colour]) -> bool {
    grounds.iter().all(|ground| shade.contrast(*ground) >= LEAST)
}

/// Never rounded up: 4.499 is not 4.50.
fn two_digits(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::{Accent, Colour, DARK_GROUNDS, LIGHT_GROUNDS, is_read_on};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_ratio() {
        let faint = Accent::of(colour("#777777")).unwrap_err();
        assert_eq!(
            faint.to_string(),
            "#777777 has a contrast of 4.47:1 with #ffffff, the page; people need 4.5:1"
        );
        assert!(Accent::of(colour("#767676")).is_ok());
        assert!(Accent::of(Colour::WHITE).is_err());
        let faint = Accent::default().with_dark(colour("#336acc")).unwrap_err();
        assert_eq!((faint.what, faint.against), ("the page", DARK_GROUNDS[0]));
    }

    #[test]
    fn every_accent_that_is_taken_can_be_read_wherever_it_stands() {
        let mut taken = 0;
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let Ok(accent) = Accent::of(Colour::new(red, green, blue)) else {
                        continue;
                    };
                    taken += 1;
                    for (shades, grounds) in [
                        (accent.light, &LIGHT_GROUNDS[..]),
                        (accent.dark, &DARK_GROUNDS[..]),
                    ] {
                        assert!(is_read_on(shades.link, grounds) && is_read_on(shades.link_hover, grounds));
                        assert!(
                            is_read_on(shades.text, &[shades.fill, shades.hover]),
                            "{accent:?}"
                        );
                        assert!(is_read_on(shades.fill, &grounds[..1]));
                    }
                }
            }
        }
        assert!(taken > 50, "{taken}");
    }

    #[test]
    fn ours_can_be_read() {
        let ours = Accent::default();
        for (shades, grounds) in [(ours.light, &LIGHT_GROUNDS[..]), (ours.dark, &DARK_GROUNDS[..])] {
            assert!(is_read_on(shades.link, grounds) && is_read_on(shades.link_hover, grounds));
            assert!(is_read_on(shades.text, &[shades.fill, shades.hover]));
        }
    }
}
