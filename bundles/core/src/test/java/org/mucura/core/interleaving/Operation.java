package org.mucura.core.interleaving;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.object.CopyObject;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.object.CopySource;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ObjectPage;
import org.mucura.core.object.ObjectQuery;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.ReadConditions;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.wire.ErrorCode;

/**
 * What a party does, with the object {@value #KEY} as a rule, and what the model says to it. Each
 * text has another length, so that a listing shows which one it is.
 */
enum Operation {
  PUT {
    @Override
    String call(Bench bench, Call call) {
      bench.put(KEY, call.text());
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      model.objects.put(KEY, call.text());
      return OK;
    }
  },

  PUT_IF_ABSENT {
    @Override
    String call(Bench bench, Call call) {
      bench.put(KEY, call.text(), WriteCondition.IF_ABSENT);
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      boolean absent = model.objects.putIfAbsent(KEY, call.text()) == null;
      return absent ? OK : ErrorCode.PRECONDITION_FAILED.code();
    }
  },

  PUT_IF_MATCH {
    @Override
    String call(Bench bench, Call call) {
      bench.put(KEY, call.text(), WriteCondition.ifMatch(EtagMatch.of(call.etag())));
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      String before = model.objects.get(KEY);
      if (before == null) {
        return ErrorCode.NO_SUCH_KEY.code();
      }
      if (!withoutMark(before).equals(World.OLD)) {
        return ErrorCode.PRECONDITION_FAILED.code();
      }
      model.objects.put(KEY, call.text());
      return OK;
    }
  },

  DELETE {
    @Override
    String call(Bench bench, Call call) {
      bench.delete(KEY);
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      model.objects.remove(KEY);
      return OK;
    }
  },

  COPY {
    @Override
    String call(Bench bench, Call call) {
      bench.objects().copy(copy(bench, World.SOURCE, ObjectAttributes.NONE, Directive.COPY));
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      model.objects.put(KEY, model.objects.get(World.SOURCE));
      return OK;
    }
  },

  ALTER {
    @Override
    String call(Bench bench, Call call) {
      bench.objects().copy(copy(bench, KEY, mark(call.text()), Directive.REPLACE));
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      String before = model.objects.get(KEY);
      if (before == null) {
        return ErrorCode.NO_SUCH_KEY.code();
      }
      model.objects.put(KEY, withoutMark(before) + "#" + call.text());
      return OK;
    }
  },

  COMPLETE {
    @Override
    String call(Bench bench, Call call) {
      bench.complete(call.upload(), List.of(call.part()), WriteCondition.NONE);
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      if (model.upload.equals("open")) {
        model.objects.put(KEY, World.PART);
        model.upload = "done";
      }
      return model.upload.equals("done") ? OK : ErrorCode.NO_SUCH_UPLOAD.code();
    }
  },

  COMPLETE_IF_ABSENT {
    @Override
    String call(Bench bench, Call call) {
      bench.complete(call.upload(), List.of(call.part()), WriteCondition.IF_ABSENT);
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      if (model.upload.equals("open")) {
        if (model.objects.containsKey(KEY)) {
          return ErrorCode.PRECONDITION_FAILED.code();
        }
        model.objects.put(KEY, World.PART);
        model.upload = "done";
      }
      return model.upload.equals("done") ? OK : ErrorCode.NO_SUCH_UPLOAD.code();
    }
  },

  ABORT {
    @Override
    String call(Bench bench, Call call) {
      bench.uploads().abort(call.upload());
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      if (model.upload.equals("open")) {
        model.upload = "aborted";
        return OK;
      }
      return ErrorCode.NO_SUCH_UPLOAD.code();
    }
  },

  RECLAIM {
    @Override
    String call(Bench bench, Call call) {
      bench.reclaimHere();
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      return OK;
    }
  },

  RUN_UPLOADS_JOB {
    @Override
    String call(Bench bench, Call call) {
      bench.runUploadsJob();
      return OK;
    }

    @Override
    String model(Model model, Call call) {
      return OK;
    }
  },

  LIST {
    @Override
    String call(Bench bench, Call call) {
      ObjectPage page = bench.list(new ObjectQuery("", Optional.empty(), Optional.empty(), 1000));
      return page.objects().stream()
          .map(object -> object.key() + ":" + object.size())
          .collect(Collectors.joining(" "));
    }

    @Override
    String model(Model model, Call call) {
      return model.objects.entrySet().stream()
          .map(entry -> entry.getKey() + ":" + withoutMark(entry.getValue()).length())
          .collect(Collectors.joining(" "));
    }
  },

  GET {
    @Override
    String call(Bench bench, Call call) {
      return bench.get(KEY);
    }

    @Override
    String model(Model model, Call call) {
      String text = model.objects.get(KEY);
      return text == null ? ErrorCode.NO_SUCH_KEY.code() : withoutMark(text);
    }
  };

  static final String KEY = "key";
  static final String OK = "ok";

  /**
   * What an operation is called with.
   *
   * @param etag of the object that there was at first
   * @param upload with one part
   */
  record Call(String text, String etag, UploadTarget upload, PartInfo part) {}

  /** Does it. */
  abstract String call(Bench bench, Call call);

  /** Does it in the model. */
  abstract String model(Model model, Call call);

  final boolean isCompletion() {
    return this == COMPLETE || this == COMPLETE_IF_ABSENT;
  }

  /** Whether it has to do with uploads; it makes many steps then. */
  final boolean isLong() {
    return isCompletion() || this == ABORT || this == RUN_UPLOADS_JOB;
  }

  /** Does it, and says what came of it. */
  final String run(Bench bench, Call call) {
    try {
      return call(bench, call);
    } catch (S3Exception e) {
      return e.code().code();
    }
  }

  static String withoutMark(String text) {
    int mark = text.indexOf('#');
    return mark < 0 ? text : text.substring(0, mark);
  }

  private static ObjectAttributes mark(String text) {
    return new ObjectAttributes(
        Map.of(), Map.of("mark", text), ObjectAttributes.STANDARD, Map.of());
  }

  private static CopyObject copy(
      Bench bench, String source, ObjectAttributes attributes, Directive directive) {
    return new CopyObject(
        new CopySource(bench.bucket(), source, ReadConditions.NONE),
        new PutObject(bench.bucket(), KEY, attributes, WriteCondition.NONE, Bench.ACCOUNT),
        directive,
        Directive.COPY,
        Optional.empty());
  }
}
