-- A rate may be corrected or removed with a reason: it is ended and kept, and another takes its value date. One account, one
-- identity at the bank. Each account says for which delivery methods customers are offered it, and in which order.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

-- Of a value date one rate is in use.
ALTER TABLE exchange_rates DROP CONSTRAINT exchange_rates_value_date_key;
ALTER TABLE exchange_rates ADD COLUMN ended text CHECK (ended IN ('CORRECTED', 'REMOVED'));
ALTER TABLE exchange_rates ADD COLUMN ended_reason text CHECK (length(trim(ended_reason)) > 0);
ALTER TABLE exchange_rates ADD CONSTRAINT exchange_rates_ended CHECK ((ended IS NULL) = (ended_reason IS NULL));
CREATE UNIQUE INDEX exchange_rates_in_use ON exchange_rates (value_date) WHERE ended IS NULL;
CREATE INDEX exchange_rates_dated ON exchange_rates (value_date, created_at);

CREATE TRIGGER exchange_rates_kept BEFORE DELETE ON exchange_rates FOR EACH ROW EXECUTE FUNCTION krafta_append_only();
CREATE TRIGGER exchange_rates_untruncated BEFORE TRUNCATE ON exchange_rates FOR EACH STATEMENT EXECUTE FUNCTION krafta_append_only();

CREATE FUNCTION krafta_rate_frozen() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.ended IS NOT NULL OR NEW.id <> OLD.id OR NEW.value_date <> OLD.value_date OR NEW.rate <> OLD.rate
    OR NEW.source <> OLD.source OR NEW.created_at <> OLD.created_at THEN
    PERFORM krafta_refuse('rate-frozen', 'A rate is never rewritten: it is ended with a reason, and another is added.');
  END IF;
  -- Sure in every time zone; the program, which knows the shop's, refuses more. Days before the last value date with the
  -- same rate were quoted with that one.
  IF NEW.ended = 'REMOVED' AND EXISTS (SELECT 1 FROM order_quotes q
    WHERE q.quoted_at >= (OLD.value_date - 5)::timestamp AT TIME ZONE 'UTC' + interval '12 hours'
      AND q.quoted_at < OLD.value_date::timestamp AT TIME ZONE 'UTC' + interval '10 hours'
      AND q.rate = OLD.rate
      AND NOT EXISTS (SELECT 1 FROM exchange_rates e WHERE e.value_date < OLD.value_date
        AND e.value_date >= OLD.value_date - 5 AND e.rate = OLD.rate
        AND e.ended IS DISTINCT FROM 'REMOVED')) THEN
    PERFORM krafta_refuse('rate-used', 'Orders were quoted with this rate: correct it instead.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exchange_rates_frozen BEFORE UPDATE ON exchange_rates FOR EACH ROW EXECUTE FUNCTION krafta_rate_frozen();

-- Who was quoted with a rate.
CREATE INDEX order_quotes_quoted ON order_quotes (quoted_at, rate);

ALTER TABLE bank_accounts ADD COLUMN offered_pickup boolean NOT NULL DEFAULT true;
ALTER TABLE bank_accounts ADD COLUMN offered_local_delivery boolean NOT NULL DEFAULT true;
ALTER TABLE bank_accounts ADD COLUMN offered_national_shipping boolean NOT NULL DEFAULT true;
ALTER TABLE bank_accounts ADD COLUMN offered_order integer NOT NULL DEFAULT 0 CHECK (offered_order >= 0);

-- Accounts that were doubled before stay as they are, and may be closed; no more are made. Whoever writes one waits for the
-- one before, so that two cannot make the same.
CREATE FUNCTION krafta_account_identity() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.method, NEW.bank_code, NEW.number, NEW.holder_id, NEW.phone, NEW.email)
    IS NOT DISTINCT FROM (OLD.method, OLD.bank_code, OLD.number, OLD.holder_id, OLD.phone, OLD.email) THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('krafta.bank_accounts', 0));
  IF EXISTS (SELECT 1 FROM bank_accounts b WHERE b.method = NEW.method AND b.id <> NEW.id AND b.alias <> NEW.alias AND (
    CASE NEW.method
      WHEN 'PAGO_MOVIL' THEN b.bank_code = NEW.bank_code AND b.phone = NEW.phone AND b.holder_id = NEW.holder_id
      WHEN 'BANK_TRANSFER' THEN b.bank_code = NEW.bank_code
        AND replace(replace(replace(b.number, ' ', ''), '-', ''), '.', '') = replace(replace(replace(NEW.number, ' ', ''), '-', ''), '.', '')
      ELSE lower(b.email) = lower(NEW.email) OR b.phone = NEW.phone OR lower(b.number) = lower(NEW.number) END)) THEN
    PERFORM krafta_refuse('account-known', 'This is an account that is there already, by another name.');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bank_accounts_identity BEFORE INSERT OR UPDATE ON bank_accounts FOR EACH ROW EXECUTE FUNCTION krafta_account_identity();
