//! A public key of SSH as it stands in a `.pub` file: one line of an algorithm, the key's bytes in base64, and a comment. What is no
//! such line is refused before anything is kept: options, private keys, algorithms that the server does not take.

use sha2::{Digest, Sha256};

use super::names::named;
use super::refusal::{Code, Refusal, Ruling};
use super::text::{Safe, excerpt};

/// Characters of a line that may be a key.
const LONGEST_LINE: usize = 2_000;
/// Characters of the name that a key is known by.
pub const LONGEST_KEY_NAME: usize = 80;

named! {
    /// What the server takes. RSA and DSA are not among them.
    pub enum KeyAlgorithm {
        Ed25519 = "ssh-ed25519",
        EcdsaP256 = "ecdsa-sha2-nistp256",
        EcdsaP384 = "ecdsa-sha2-nistp384",
        EcdsaP521 = "ecdsa-sha2-nistp521",
        /// In a security key that has to be touched.
        SkEd25519 = "sk-ssh-ed25519@openssh.com",
        SkEcdsaP256 = "sk-ecdsa-sha2-nistp256@openssh.com",
    }
}

impl KeyAlgorithm {
    /// The curve that its bytes name, if they do, and how many bytes its point has.
    const fn shape(self) -> (Option<&'static str>, usize) {
        match self {
            Self::Ed25519 | Self::SkEd25519 => (None, 32),
            Self::EcdsaP256 | Self::SkEcdsaP256 => (Some("nistp256"), 65),
            Self::EcdsaP384 => (Some("nistp384"), 97),
            Self::EcdsaP521 => (Some("nistp521"), 133),
        }
    }

    /// It names the application that it was made for, after the point.
    const fn is_of_security_key(self) -> bool {
        matches!(self, Self::SkEd25519 | Self::SkEcdsaP256)
    }
}

/// A key that somebody can sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    pub algorithm: KeyAlgorithm,
    /// Its bytes in base64.
    pub text: String,
    pub fingerprint: String,
    pub comment: Safe,
}

impl PublicKey {
    /// # Errors
    /// `key-private`, `key-options`, `key-algorithm`, `key-malformed`.
    pub fn read(given: &str) -> Ruling<Self> {
        let input = || excerpt(given.trim());
        let malformed = || Refusal::new(Code::KeyMalformed).with("input", input());
        if given.contains("PRIVATE KEY") {
            // Not even its beginning is said again.
            return Err(Refusal::new(Code::KeyPrivate));
        }
        let line = given.trim();
        if line.is_empty() || line.len() > LONGEST_LINE || line.chars().any(char::is_control) {
            return Err(malformed());
        }
        let mut words = line.splitn(3, ' ');
        let (first, text) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let Ok(algorithm) = first.parse::<KeyAlgorithm>() else {
            let known = |word: &str| word.parse::<KeyAlgorithm>().is_ok() || word == "ssh-rsa" || word == "ssh-dss";
            let behind_options = !known(first) && line.split([' ', '\t']).skip(1).any(known);
            return Err(match behind_options {
                true => Refusal::new(Code::KeyOptions).with("input", input()),
                false => Refusal::new(Code::KeyAlgorithm).with("input", input()),
            });
        };
        let bytes = decoded(text).filter(|bytes| fits(algorithm, bytes));
        let bytes = bytes.ok_or_else(malformed)?;
        Ok(Self {
            algorithm,
            text: text.to_owned(),
            fingerprint: fingerprint(&bytes),
            comment: Safe::bounded(words.next().unwrap_or_default().trim(), LONGEST_KEY_NAME),
        })
    }
}

/// How `ssh-keygen -l` names a key by its bytes.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut text = String::from("SHA256:");
    for chunk in Sha256::digest(bytes).chunks(3) {
        let sum = chunk.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let sign = SIGNS[(sum >> (18 - 6 * place)) as usize & 63];
            text.push(char::from(sign));
        }
    }
    text
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 as it is written, and in no other way: a key has one text.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let signs = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - signs.len() > 2 {
        return None;
    }
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len()), 0_u32, 0);
    for sign in signs.bytes() {
        let value = SIGNS.iter().position(|known| *known == sign)?;
        held = (held << 6) | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    (held == 0).then_some(bytes)
}

/// Whether the bytes are a key of the algorithm and nothing else.
fn fits(algorithm: KeyAlgorithm, bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let (curve, point) = algorithm.shape();
    let named = field(&mut rest) == Some(algorithm.as_str().as_bytes());
    let curved = curve.is_none_or(|curve| field(&mut rest) == Some(curve.as_bytes()));
    let pointed = field(&mut rest).is_some_and(|found| found.len() == point && (curve.is_none() || found[0] == 4));
    let applied = !algorithm.is_of_security_key() || field(&mut rest).is_some();
    named && curved && pointed && applied && rest.is_empty()
}

/// The next field, by the length before it.
fn field<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk::<4>()?;
    let (found, behind) = behind.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *rest = behind;
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDfN9YTJbmDsvPbZ6XZrFpgrkJ0PLJ7k9OCjmGbZSYdn";

    #[test]
    fn a_line_is_read_whole() {
        let key = PublicKey::read(&format!("{ED25519} ana@portátil\n")).unwrap();
        assert_eq!((key.algorithm, key.comment.as_str()), (KeyAlgorithm::Ed25519, "ana@portátil"));
        assert!(
            key.fingerprint.starts_with("SHA256:") && key.fingerprint.len() == 50,
            "{}",
            key.fingerprint
        );
        assert_eq!(PublicKey::read(ED25519).unwrap().comment.as_str(), "");
    }

    #[test]
    fn a_comment_obeys_nobody() {
        let key = PublicKey::read(&format!("{ED25519} a\u{202e}b")).unwrap();
        assert!(!key.comment.as_str().contains('\u{202e}'));
        assert_eq!(
            PublicKey::read(&format!("{ED25519} a\x1b[2J")).unwrap_err().code,
            Code::KeyMalformed
        );
    }

    #[test]
    fn what_is_no_key_of_ours_is_refused_by_what_it_is() {
        let (_, text) = ED25519.split_once(' ').unwrap();
        let long = format!("{ED25519} {}", "x".repeat(LONGEST_LINE));
        let wrong_type = format!("ecdsa-sha2-nistp256 {text}");
        let two = format!("{ED25519}\n{ED25519}");
        let optioned = format!("command=\"sh\",pty {ED25519}");
        let cut = &ED25519[..ED25519.len() - 4];
        for (line, code) in [
            ("", Code::KeyMalformed),
            ("ana", Code::KeyAlgorithm),
            ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==", Code::KeyAlgorithm),
            ("ssh-dss AAAAB3NzaC1kc3MAAACBAA==", Code::KeyAlgorithm),
            (optioned.as_str(), Code::KeyOptions),
            ("no-pty ssh-rsa AAAA", Code::KeyOptions),
            ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn", Code::KeyPrivate),
            ("ssh-ed25519", Code::KeyMalformed),
            ("ssh-ed25519 AAA", Code::KeyMalformed),
            ("ssh-ed25519 AAA*", Code::KeyMalformed),
            (cut, Code::KeyMalformed),
            (wrong_type.as_str(), Code::KeyMalformed),
            (two.as_str(), Code::KeyMalformed),
            (long.as_str(), Code::KeyMalformed),
        ] {
            assert_eq!(PublicKey::read(line).map_err(|refusal| refusal.code), Err(code), "{line}");
        }
        let private = PublicKey::read("-----BEGIN OPENSSH PRIVATE KEY----- secret").unwrap_err();
        assert!(private.args.is_empty(), "nothing of it is said again");
    }

    #[test]
    fn a_key_has_one_text() {
        assert_eq!(decoded("QQ=="), Some(b"A".to_vec()));
        assert_eq!(decoded("QR=="), None, "bits that mean nothing");
        assert_eq!(decoded("QQ"), None);
        assert_eq!(decoded("QUJD"), Some(b"ABC".to_vec()));
    }

    #[test]
    fn the_fingerprint_is_the_one_of_the_tools() {
        // `printf abc | openssl dgst -sha256 -binary | base64`, without its end.
        assert_eq!(fingerprint(b"abc"), "SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0");
    }
}
